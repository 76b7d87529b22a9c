import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way from the product to its database server: it can be cut, as when that machine is gone, and mended. */
export interface DatabaseLine {
  /** Port of 127.0.0.1 at which the product finds its database. */
  readonly port: number;
  /** Breaks every connection off and refuses new ones. */
  cut(): void;
  mend(): Promise<void>;
}

/** Lays a line to the PostgreSQL server on `serverPort` of 127.0.0.1. */
export async function layLine(serverPort: number): Promise<DatabaseLine> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(serverPort, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const end of [near, far]) open.delete(end.destroy());
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut() {
      server.close();
      for (const socket of open) socket.destroy();
    },
    mend: () => (server.listening ? Promise.resolve() : listen(port)),
  };
}
