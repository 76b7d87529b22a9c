import { Module } from '@nestjs/common';
import { ReflectionSeal } from './reflection-seal.js';

/** Lets a feature keep a private text. */
@Module({ providers: [ReflectionSeal], exports: [ReflectionSeal] })
export class ReflectionModule {}
