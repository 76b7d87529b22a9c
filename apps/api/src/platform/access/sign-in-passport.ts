import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { type IVerifyOptions, Strategy, type VerifyFunctionWithRequest } from 'passport-local';
import { Clock } from '../clock/clock.js';
import { deviceInWords } from './device.js';

/** The person a sign-in proved. */
export interface ProvenPerson {
  readonly personId: string;
}

/** Says who an email address and passphrase prove to be; `null` when they prove nobody. */
export type ProvePerson = (
  request: Request,
  email: string,
  passphrase: string,
) => Promise<ProvenPerson | null>;

/**
 * Passport, one for each application rather than one for the process, so that two applications in one test
 * keep their people apart. Signing in gives the browser a new session id, whatever it came with.
 */
@Injectable()
export class SignInPassport {
  private readonly authenticator = new passport.Passport();

  constructor(private readonly clock: Clock) {
    this.authenticator.serializeUser((user, done) => done(null, (user as ProvenPerson).personId));
    this.authenticator.deserializeUser((personId: string, done) => done(null, { personId }));
  }

  /** Names the way in by email address and passphrase. */
  useLocal(prove: ProvePerson): void {
    const verify: VerifyFunctionWithRequest = (request, email, passphrase, done) => {
      prove(request as Request, email, passphrase).then(
        (person) => done(null, person ?? false),
        (error: unknown) => done(error),
      );
    };
    this.authenticator.use(
      new Strategy({ usernameField: 'email', passwordField: 'passphrase', passReqToCallback: true }, verify),
    );
  }

  /** Reads who is signed in from the session. */
  session(): RequestHandler {
    return this.authenticator.session() as RequestHandler;
  }

  /** Proves the person by the body of the request, without signing them in. */
  prove(request: Request, response: Response): Promise<ProvenPerson | null> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, person?: ProvenPerson | false, _info?: IVerifyOptions) =>
        error ? reject(error as Error) : resolve(person || null);
      const authenticate = this.authenticator.authenticate('local', done) as RequestHandler;
      void authenticate(request, response, reject);
    });
  }

  /** Signs the person in under a new session id. */
  async signIn(request: Request, person: ProvenPerson): Promise<void> {
    // Whoever comes with a session that has just ended has none; passport wants one to leave behind.
    if ((request.session as Request['session'] | undefined) === undefined)
      request.sessionStore.generate(request);
    await new Promise<void>((resolve, reject) => {
      request.logIn(person, (error: unknown) => (error ? reject(error as Error) : resolve()));
    });
    const now = this.clock.now().getTime();
    const device = deviceInWords(request.get('user-agent'));
    Object.assign(request.session, { startedAt: now, seenAt: now, device });
    // Before the answer begins: express-session would save between the headers and the end of the body, and a
    // client that asks again at the headers would find a session without times, which counts as ended.
    await new Promise<void>((resolve, reject) => {
      request.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
    });
  }
}
