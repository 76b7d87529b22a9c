import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Lets the requests under way finish when the process is asked to stop, and sends no client away empty-handed. */
@Injectable()
export class Drain {
  private started = false;

  /** Whether the process is stopping: no new work should be sent to it. */
  get isStopping(): boolean {
    return this.started;
  }

  /** Says in each answer, once stopping, that this connection will close, so that nobody writes to it again. */
  readonly closeConnections = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.started) response.setHeader('Connection', 'close');
    next();
  };

  /** Takes no new connection from now on; resolves when the last answer has gone or `limitMs` has passed. */
  async stop(server: Server, limitMs: number): Promise<void> {
    this.started = true;
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearTimeout(limit);
  }
}
