import type { Server } from 'node:http';
import { Server as ListeningServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Time for the connections being opened at this moment to be taken. */
const NOTICE_MS = 100;
/** Time for a request that is on its way to arrive on a connection that was idle. */
const LAST_WORD_MS = 200;

/** Lets the requests under way finish when the process is asked to stop, and sends no client away empty-handed. */
@Injectable()
export class Drain {
  private stage: 'serving' | 'stopping' | 'closing' = 'serving';

  /** Whether the process is stopping: a health check says so, and no new work should be sent to it. */
  get isStopping(): boolean {
    return this.stage !== 'serving';
  }

  /** Says in each answer, once nobody can connect any more, that this connection will close too. */
  readonly closeConnections = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.stage === 'closing') response.setHeader('Connection', 'close');
    next();
  };

  /** Says that the process is stopping, while it still takes connections. */
  announce(): void {
    this.stage = 'stopping';
  }

  /**
   * Takes no new connection any more; resolves when the last answer has gone or `limitMs` has passed.
   *
   * First nobody can connect, then the open connections are told to close. The other way round each client would
   * connect anew at the very moment when that is cut off.
   */
  async stop(server: Server, limitMs: number): Promise<void> {
    this.announce();
    await pause(NOTICE_MS);
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    const closed = new Promise<void>((resolve) => {
      // The HTTP server's own `close` would cut connections that are idle at this instant, a request on its way or not.
      ListeningServer.prototype.close.call(server, () => resolve());
    });
    this.stage = 'closing';
    await pause(LAST_WORD_MS);
    server.closeIdleConnections();
    await closed;
    clearTimeout(limit);
  }
}
