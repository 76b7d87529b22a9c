import { Global, Module } from '@nestjs/common';
import { OnceOnly } from './once-only.js';

/** Writes that cannot be doubled. */
@Global()
@Module({ providers: [OnceOnly], exports: [OnceOnly] })
export class IdempotencyModule {}
