import { computed, Service, signal } from '@angular/core';

/** Knows whether requests are waiting for the service to come back. */
@Service()
export class Connection {
  private readonly waiting = signal(0);

  /** Whether at least one request could not be answered and is being tried again. */
  readonly isAway = computed(() => this.waiting() > 0);

  began(): void {
    this.waiting.update((count) => count + 1);
  }

  ended(): void {
    this.waiting.update((count) => Math.max(0, count - 1));
  }
}
