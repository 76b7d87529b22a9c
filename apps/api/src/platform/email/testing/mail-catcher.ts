import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as a mail server took it. */
export interface CaughtMail {
  /** Who was asked to get it, by the envelope. */
  readonly recipients: readonly string[];
  /** Headers and body as they came over the wire. */
  readonly source: string;
}

/** A real SMTP server that keeps what it is given. */
export interface MailCatcher {
  /** As SMTP_URL. */
  readonly url: string;
  readonly port: number;
  readonly caught: CaughtMail[];
  close(): Promise<void>;
}

/**
 * Starts one on a free port, or on a port that was its own before.
 *
 * @param behaviour What it does otherwise than take everything: `onRcptTo`, `onData` and the like of smtp-server.
 */
export async function startMailCatcher(behaviour: SMTPServerOptions = {}, port = 0): Promise<MailCatcher> {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        caught.push({
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
        });
        done(null, 'Queued as 4F2A');
      });
    },
    ...behaviour,
  });
  // A client that goes away in the middle is no fault of the test's.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const taken = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An error that a server answers a command with. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
