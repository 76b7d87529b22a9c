import { computed, inject, Service, signal } from '@angular/core';
import { SessionStore } from '../session/session-store.js';

/** What one person has entered. `personId` is `null` before anybody signed in. */
interface Work {
  readonly personId: string | null;
  readonly signOuts: number;
  readonly entries: ReadonlyMap<string, unknown>;
}

/**
 * What a person entered and the server has not kept yet. It outlives the page, so that someone whose session
 * ended finds it again after signing in, and it lives in the memory of this tab alone: computers are shared,
 * and reflections are private. A sign-out, and a sign-in of anybody else, forgets it.
 */
@Service()
export class UnsavedWork {
  private readonly session = inject(SessionStore);
  private readonly work = signal<Work>({ personId: null, signOuts: 0, entries: new Map() });

  /** The entries that belong to whoever is signed in, or was until the session ended. */
  private readonly entries = computed(() => {
    const { personId, signOuts, entries } = this.work();
    const person = this.session.person();
    const isOwn = signOuts === this.session.signOuts() && (person === null || person.id === personId);
    return isOwn ? entries : new Map<string, unknown>();
  });

  /** What is held at `place`, such as `check/kern-young-person/1/special-measures`. The caller knows its type. */
  held<Entry>(place: string): Entry | undefined {
    return this.entries().get(place) as Entry | undefined;
  }

  /** Holds `entry` at `place`, over what was there. */
  hold(place: string, entry: unknown): void {
    this.keep(new Map(this.entries()).set(place, entry));
  }

  /** Lets go of what the server has kept. */
  drop(place: string): void {
    if (!this.entries().has(place)) return;
    const entries = new Map(this.entries());
    entries.delete(place);
    this.keep(entries);
  }

  private keep(entries: ReadonlyMap<string, unknown>): void {
    const personId = this.session.person()?.id ?? this.work().personId;
    this.work.set({ personId, signOuts: this.session.signOuts(), entries });
  }
}
