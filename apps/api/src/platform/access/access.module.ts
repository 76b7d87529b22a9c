import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessPool } from './access-pool.js';
import { Callers } from './callers.js';
import { Credentials } from './credentials.js';
import { NamedAgencies } from './named-agencies.js';
import { Passphrases } from './passphrase.js';
import { PeopleRepository } from './people.repository.js';
import { SessionMiddleware } from './session.middleware.js';
import { SessionRegister } from './session-register.js';
import { SessionStore } from './session-store.js';
import { SignInHistory } from './sign-in-history.js';
import { SignInLog } from './sign-in-log.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInPassport } from './sign-in-passport.js';

/** Who may do what: sessions, permissions and the scopes made from them. */
@Global()
@Module({
  providers: [
    AccessPool,
    Callers,
    Credentials,
    NamedAgencies,
    Passphrases,
    PeopleRepository,
    SessionMiddleware,
    SessionRegister,
    SignInHistory,
    SignInLog,
    SignInPassport,
    SignInThrottle,
    { provide: SessionStore, useFactory: (pool: AccessPool) => new SessionStore(pool), inject: [AccessPool] },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    AccessPool,
    Callers,
    Credentials,
    Passphrases,
    SessionMiddleware,
    SessionRegister,
    SignInHistory,
    SignInLog,
    SignInPassport,
    SignInThrottle,
  ],
})
export class AccessModule {}
