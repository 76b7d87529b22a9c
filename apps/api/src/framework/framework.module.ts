import { Module } from '@nestjs/common';
import { FrameworkController } from './framework.controller.js';
import { FrameworkRepository } from './framework.repository.js';
import { FrameworkService } from './framework.service.js';

@Module({ controllers: [FrameworkController], providers: [FrameworkService, FrameworkRepository] })
export class FrameworkModule {}
