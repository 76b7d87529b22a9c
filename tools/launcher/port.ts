import { createServer } from 'node:net';
import { Refusal } from './say.ts';

/**
 * The port the product answers on: `PORT`, or 3000.
 *
 * @throws Refusal when `PORT` is no port, or another program has it.
 */
export async function chosenPort(environment: NodeJS.ProcessEnv): Promise<number> {
  const text = environment['PORT'] ?? '3000';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new Refusal(`PORT must be a whole number from 1 to 65535, and is "${text}".`);
  const refused = await whyNotListening(port);
  if (refused === undefined) return port;
  if (refused === 'EACCES')
    throw new Refusal(`You may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`);
  throw new Refusal(
    `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
  );
}

function whyNotListening(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, () => probe.close(() => resolve(undefined)));
  });
}
