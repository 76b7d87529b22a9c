import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** The one clock. A test overrides `Clock`. */
@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
