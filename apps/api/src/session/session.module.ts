import { Module } from '@nestjs/common';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SignIn } from './sign-in.js';

@Module({ controllers: [SessionController], providers: [SessionService, SignIn] })
export class SessionModule {}
