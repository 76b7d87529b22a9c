import { Module } from '@nestjs/common';
import { DemonstrationModule } from '../demonstration/demonstration.module.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [DemonstrationModule],
  controllers: [SessionController],
  providers: [SessionService, SignInService],
})
export class SessionModule {}
