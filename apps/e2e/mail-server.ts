import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A message as the mail server took it. */
export interface CaughtMail {
  /** Whom the envelope names. */
  readonly recipients: readonly string[];
  /** Headers and both bodies, with the encoding for transport taken off. */
  readonly text: string;
}

/** A real mail server, for the product to send by. */
export interface CatchingServer {
  /** As SMTP_URL. */
  readonly url: string;
  /** In the order in which they came. */
  readonly caught: readonly CaughtMail[];
  /** From now on every recipient is refused for good, in these words; `null` takes them again. */
  refuse(words: string | null): void;
  stop(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startMailServer(): Promise<CatchingServer> {
  const caught: CaughtMail[] = [];
  let refusal: string | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      done(refusal === null ? null : Object.assign(new Error(refusal), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        caught.push({ recipients, text: withoutQuotedPrintable(Buffer.concat(chunks).toString('utf8')) });
        done();
      });
    },
  });
  // A client that goes away is not this server's fault.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    refuse: (words) => (refusal = words),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function withoutQuotedPrintable(source: string): string {
  const bytes = source
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // What is left as two characters was one of UTF-8; what was never encoded is ASCII.
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
