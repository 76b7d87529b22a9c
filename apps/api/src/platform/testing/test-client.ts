import { randomUUID } from 'node:crypto';

/** An answer as a test reads it. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  // Tests look into answers of every shape, and each says itself what it expects there.
  readonly body: Record<string, unknown> & { code?: string };
}

/** What a test may change of a request. A header set to `null` is not sent. */
export interface TestRequest {
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/**
 * A browser's worth of HTTP: keeps its cookies, names our own origin, and gives every POST a key of its own.
 * Real requests over a real socket.
 */
export class TestClient {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly address: string,
    private readonly publicUrl: string,
  ) {}

  get(path: string, request?: TestRequest): Promise<TestAnswer> {
    return this.send('GET', path, request);
  }

  post(path: string, body?: unknown, request?: TestRequest): Promise<TestAnswer> {
    return this.send('POST', path, { body, ...request });
  }

  put(path: string, body?: unknown, request?: TestRequest): Promise<TestAnswer> {
    return this.send('PUT', path, { body, ...request });
  }

  delete(path: string, request?: TestRequest): Promise<TestAnswer> {
    return this.send('DELETE', path, request);
  }

  /** The bytes of a file. */
  async download(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await this.fetch('GET', path);
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  async send(method: string, path: string, request: TestRequest = {}): Promise<TestAnswer> {
    const response = await this.fetch(method, path, request);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: asJson(text) };
  }

  /** An answer whose body has not been read yet. */
  async fetch(
    method: string,
    path: string,
    { body, rawBody, headers = {} }: TestRequest = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    const sent = new Headers();
    const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const defaults: Record<string, string> = {};
    if (method !== 'GET' && method !== 'HEAD') defaults['origin'] = this.publicUrl;
    if (method === 'POST') defaults['idempotency-key'] = randomUUID();
    if (content !== undefined) defaults['content-type'] = 'application/json';
    if (this.cookies.size > 0)
      defaults['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const [name, value] of Object.entries({ ...defaults, ...headers })) {
      if (value !== null) sent.set(name, value);
    }
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: sent,
      body: content,
      redirect: 'manual',
      ...(signal === undefined ? {} : { signal }),
    });
    this.keepCookies(response.headers.getSetCookie());
    return response;
  }

  /** The value of a cookie the server set, to carry elsewhere. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** Sets a cookie the server did not. */
  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function asJson(text: string): TestAnswer['body'] {
  try {
    return JSON.parse(text) as TestAnswer['body'];
  } catch {
    return {};
  }
}
