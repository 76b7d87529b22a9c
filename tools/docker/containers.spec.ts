import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { finalStage, imagesOf } from './dockerfile.ts';

const folder = path.resolve(__dirname, '../../docker');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const DOCKERFILES = ['api.Dockerfile', 'web.Dockerfile'];

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}
const { services } = parse(read('compose.yml')) as { services: Record<string, Service> };

/** A version down to the last number: `latest`, or a tag that moves, would change a site on a day nobody chose. */
const PINNED = /:(\d+\.\d+(\.\d+)?-[a-z]+|v\d+\.\d+\.\d+$)/;

describe('the images', () => {
  it('are pinned', () => {
    const images = [
      ...DOCKERFILES.flatMap((file) => imagesOf(read(file))),
      ...Object.values(services).flatMap(({ image }) => image ?? []),
    ];
    expect(images.length).toBeGreaterThan(3);
    expect(images.filter((image) => !PINNED.test(image))).toEqual([]);
  });

  it('run Node of the version that development uses', () => {
    const { devDependencies } = JSON.parse(readFileSync(path.resolve(folder, '../package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const versions = DOCKERFILES.flatMap((file) => imagesOf(read(file))).flatMap(
      (image) => /^node:([\d.]+)/.exec(image)?.[1] ?? [],
    );
    expect(new Set(versions)).toEqual(new Set([devDependencies['node']]));
  });

  it('do not run as root', () => {
    expect(DOCKERFILES.map((file) => finalStage(read(file)).user)).toEqual(['node', 'nginx']);
    expect(services['postgres']?.user).toBe('postgres');
    expect(services['mailpit']?.user).toBe('1000:1000');
  });
});

describe('compose.yml', () => {
  it('builds from Dockerfiles that are there and mounts files that are there', () => {
    const files = Object.values(services).flatMap(({ build, volumes = [] }) => [
      ...(build ? [path.join(build.context, build.dockerfile)] : []),
      ...volumes.flatMap((volume) => (volume.startsWith('./') ? (volume.split(':')[0] ?? '') : [])),
    ]);
    expect(files.length).toBe(5);
    for (const file of files) expect(read(file)).not.toBe('');
  });

  it('holds no secret, and asks for each by name', () => {
    const secrets = Object.values(services)
      .flatMap(({ environment = {} }) => Object.entries(environment))
      .filter(([name]) => /PASSWORD|SECRET|KEY/.test(name));
    expect(secrets.map(([, value]) => value).filter((value) => !/^\$\{\w+:\?.+\}$/.test(value))).toEqual([]);
    expect(secrets.length).toBe(7);
  });

  it('answers only on this machine, behind whatever terminates TLS', () => {
    expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual([
      '127.0.0.1:8025:8025',
      '127.0.0.1:8080:8080',
    ]);
  });

  it('has jobs run by a worker of the same build and settings, and not by the API as well', () => {
    const { api, worker } = services;
    expect(worker).toMatchObject({ build: api?.build, environment: api?.environment, volumes: api?.volumes });
    expect(api?.environment).toMatchObject({ RUN_JOBS: 'no' });
    const source = (worker?.command?.at(-1) ?? '').replace('/dist/', '/').replace(/\.js$/, '.ts');
    expect(readFileSync(path.resolve(folder, '..', source), 'utf8')).toContain('runJobs: true');
  });

  it('gives the application the login without rights, and the migrations the owner', () => {
    expect(services['api']?.environment).toMatchObject({
      DATABASE_URL: expect.stringContaining('//lr_app:'),
      MIGRATION_DATABASE_URL: expect.stringContaining('//lr_owner:'),
    });
  });
});

describe('roles.sql', () => {
  it('makes no role that passes row-level security', () => {
    const made = read('roles.sql')
      .split('\n')
      .filter((line) => line.startsWith('create role'));
    expect(made.length).toBeGreaterThan(8);
    expect(made.filter((line) => !(/\bnosuperuser\b/.test(line) && /\bnobypassrls\b/.test(line)))).toEqual(
      [],
    );
  });
});

describe('nginx.conf', () => {
  const headers = Object.fromEntries(
    [...read('nginx.conf').matchAll(/add_header (\S+) "([^"]*)" always/g)].map(([, name, value]) => [
      name?.toLowerCase(),
      value,
    ]),
  );

  it('sends what is not a file to the page, and /api to the API', () => {
    expect(read('nginx.conf')).toContain('try_files $uri /index.html;');
    expect(read('nginx.conf')).toContain('proxy_pass http://api:3000;');
  });

  it('sends the security headers the API sends', async () => {
    const { securityHeaders } = await import('../../apps/api/src/platform/http/security-headers.ts');
    const sent: Record<string, string> = {};
    const response = {
      setHeader: (name: string, value: string) => (sent[name.toLowerCase()] = value),
      removeHeader: () => undefined,
    };
    await new Promise((resolve) => securityHeaders(true)({} as never, response as never, resolve));
    expect(headers).toEqual(Object.fromEntries(Object.keys(headers).map((name) => [name, sent[name]])));
    expect(Object.keys(headers)).toContain('content-security-policy');
  });
});
