import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { ANSWER, type Answer } from './answers.js';

/**
 * Holds every answer to the contract its route declares. An answer that does not fit is a fault, told to
 * nobody: sending a field the contract does not know may be sending what somebody must not see.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const answer = this.reflector.get<Answer | undefined>(ANSWER, context.getHandler());
    const body = answer?.body;
    if (body === null || body === undefined || !('schema' in body) || body.isStored) return next.handle();
    return next.handle().pipe(
      map((value) => {
        const fitted = body.schema.safeParse(value);
        if (fitted.success) return fitted.data;
        const where = fitted.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
        throw new Error(`The answer does not fit its contract: ${where.join(', ')}`);
      }),
    );
  }
}
