import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import {
  type ChangeRetentionRequest,
  changeRetentionRequest,
  type ChangeSettingRequest,
  changeSettingRequest,
  type PlatformSetting,
  platformSetting,
} from '@learning-reviews/contracts/setting.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { RetentionChangeService } from './retention-change.service.js';
import { SettingService } from './setting.service.js';

/** What the partnership sets for the whole platform, for administrators. */
@Controller('admin/setting')
export class SettingController {
  constructor(
    private readonly settingService: SettingService,
    private readonly retentionChangeService: RetentionChangeService,
  ) {}

  /** What is set, and who changed it. */
  @Get()
  @Requires('platform.manage-settings')
  @Answers(platformSetting)
  read(@Scope() scope: AgencyScope): Promise<PlatformSetting> {
    return this.settingService.read(scope);
  }

  /** Sets the usual target and how long before a day pages warn of it. */
  @Put()
  @Requires('platform.manage-settings')
  @AnswersNothing('Set')
  change(
    @Scope() scope: AgencyScope,
    @Body({ schema: changeSettingRequest }) request: ChangeSettingRequest,
  ): Promise<void> {
    return this.settingService.change(scope, request);
  }

  /** Decides how long a kind of data is kept, and why. */
  @Put('retention/:kind')
  @Requires('platform.manage-settings')
  @AnswersNothing('Set')
  changeRetention(
    @Scope() scope: AgencyScope,
    @Param('kind', { schema: z.string().max(40) }) kind: string,
    @Body({ schema: changeRetentionRequest }) request: ChangeRetentionRequest,
  ): Promise<void> {
    return this.retentionChangeService.change(scope, kind, request);
  }
}
