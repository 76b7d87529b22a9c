import { Module } from '@nestjs/common';
import { SettingController } from './setting.controller.js';
import { SettingRepository } from './setting.repository.js';
import { SettingService } from './setting.service.js';

@Module({ controllers: [SettingController], providers: [SettingService, SettingRepository] })
export class SettingModule {}
