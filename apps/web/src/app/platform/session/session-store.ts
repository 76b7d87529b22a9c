import { HttpClient, type HttpResponse } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import type { Permission } from '@learning-reviews/contracts/permission';
import type { Session, SignInRequest } from '@learning-reviews/contracts/session.contract';
import { USUAL_WARNING_DAYS } from '@learning-reviews/domain/learning/standing';
import { firstValueFrom } from 'rxjs';

/** The first page is shown after this, whether or not the server has said who is asking. */
const LONGEST_WAIT_MS = 2000;

const NOBODY: Session = {
  demonstration: false,
  person: null,
  acting: null,
  agencies: [],
  roles: [],
  permissions: [],
  warning: USUAL_WARNING_DAYS,
  workforceGroups: [],
  idleEndsAt: null,
  absoluteEndsAt: null,
  demonstrationAccounts: [],
  demonstrationPassphrase: null,
};

/** When a session ends, on this browser's clock, in milliseconds since 1970. */
export interface SessionEnds {
  /** Ends after this if nothing more is asked of the server. */
  readonly idleAt: number;
  /** Ends then whatever happens. */
  readonly absoluteAt: number;
}

/** Who is signed in, for which agency they act, and what they may do: `GET /api/session`, kept in signals. */
@Service()
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly current = signal<Session>(NOBODY);
  private readonly endsAt = signal<SessionEnds | null>(null);
  private readonly switched = signal(0);
  private idleLengthMs = 0;
  private first: Promise<void> | undefined;

  /** The signed-in person; `null` when nobody is. */
  readonly person = computed(() => this.current().person);
  readonly isSignedIn = computed(() => this.current().person !== null);
  /** The agency whose duties and permissions count now. */
  readonly acting = computed(() => this.current().acting);
  /** Every agency the person works in today. */
  readonly agencies = computed(() => this.current().agencies);
  readonly roles = computed(() => this.current().roles);
  readonly permissions = computed(() => this.current().permissions);
  /** How long before a day pages warn of it. */
  readonly warning = computed(() => this.current().warning);
  /** What the workforce groups are called today. */
  readonly workforceGroups = computed(() => this.current().workforceGroups);
  /** Whether the site holds invented agencies and people. */
  readonly isDemonstration = computed(() => this.current().demonstration);
  /** Accounts to offer at sign-in; empty on any real site. */
  readonly demonstrationAccounts = computed(() => this.current().demonstrationAccounts);
  /** Passphrase of those accounts; `null` on any real site. */
  readonly demonstrationPassphrase = computed(() => this.current().demonstrationPassphrase);
  /** How often another agency was chosen since this page was loaded: what is shown then belongs to the one before. */
  readonly agencySwitches = this.switched.asReadonly();
  /** When the session ends; `null` when nobody is signed in. */
  readonly ends = this.endsAt.asReadonly();

  private readonly signedOut = signal(0);
  /** How often somebody signed out on purpose in this tab: what pages hold for them must go then. */
  readonly signOuts = this.signedOut.asReadonly();

  /** Whether the signed-in person may do this, in the agency they act for. */
  may(permission: Permission): boolean {
    return this.current().permissions.includes(permission);
  }

  /** Settles once the server has said who is asking, or could not be reached. Asks once. */
  ready(): Promise<void> {
    this.first ??= this.load().catch(() => undefined);
    return this.first;
  }

  /** As `ready`, but never keeps the first page waiting for more than two seconds. */
  async readyOrLate(): Promise<void> {
    await Promise.race([this.ready(), new Promise<void>((late) => setTimeout(late, LONGEST_WAIT_MS))]);
  }

  /** Asks the server again. Doing so is activity: it moves the idle end. */
  async load(): Promise<void> {
    this.accept(await firstValueFrom(this.http.get<Session>('/api/session', { observe: 'response' })));
  }

  /** @throws HttpErrorResponse 401 `session.wrong-credentials`, 422 with the fields refused, 429 after too many tries. */
  async signIn(request: SignInRequest): Promise<void> {
    await firstValueFrom(this.http.post('/api/session', request));
    await this.load();
  }

  /** Ends this session on the server and here. */
  async signOut(): Promise<void> {
    await firstValueFrom(this.http.delete('/api/session'));
    this.signedOut.update((count) => count + 1);
    this.forget();
  }

  /** Acts for another of the person's own agencies from now on. */
  async switchAgency(agencyId: number): Promise<void> {
    await firstValueFrom(this.http.put('/api/session/agency', { agencyId }));
    await this.load();
    this.switched.update((times) => times + 1);
  }

  /** Takes the person off this page, after the server said that nobody is signed in. */
  forget(): void {
    this.current.update((session) => ({
      ...NOBODY,
      warning: session.warning,
      workforceGroups: session.workforceGroups,
      demonstration: session.demonstration,
      demonstrationAccounts: session.demonstrationAccounts,
      demonstrationPassphrase: session.demonstrationPassphrase,
    }));
    this.endsAt.set(null);
  }

  /** The server answered just now, so the idle end has moved. */
  sawActivity(): void {
    this.endsAt.update((ends) => ends && { ...ends, idleAt: Date.now() + this.idleLengthMs });
  }

  private accept(response: HttpResponse<Session>): void {
    const session = response.body ?? NOBODY;
    this.current.set(session);
    if (session.idleEndsAt === null || session.absoluteEndsAt === null) {
      this.endsAt.set(null);
      return;
    }
    // The server's clock named the ends; this browser's may be minutes off, so only distances are used.
    const serverNow = Date.parse(response.headers.get('Date') ?? '') || Date.now();
    this.idleLengthMs = Date.parse(session.idleEndsAt) - serverNow;
    this.endsAt.set({
      idleAt: Date.now() + this.idleLengthMs,
      absoluteAt: Date.now() + Date.parse(session.absoluteEndsAt) - serverNow,
    });
  }
}
