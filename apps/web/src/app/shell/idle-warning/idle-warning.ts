import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Router } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { timeInWords } from '@learning-reviews/ui/day';
import { SessionStore } from '../../platform/session/session-store.js';

/** Warned this long before the end: at 25 minutes of a 30-minute silence. */
const WARN_BEFORE_MS = 5 * 60_000;

/**
 * Warns before the session ends, and extends it with one press. When the end has come the person is sent
 * to sign in, and afterwards back to the same place.
 */
@Component({
  selector: 'lr-idle-warning',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './idle-warning.html',
})
export class IdleWarning {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  /** Moves when a deadline passes or the tab is looked at again, so that the stages are worked out anew. */
  private readonly now = signal(Date.now());

  private readonly end = computed(() => {
    const ends = this.session.ends();
    return ends && Math.min(ends.idleAt, ends.absoluteAt);
  });
  /** Whether silence is what ends the session; if not, no press can move the end. */
  protected readonly canExtend = computed(() => {
    const ends = this.session.ends();
    return ends !== null && ends.idleAt < ends.absoluteAt;
  });
  protected readonly stage = computed<'quiet' | 'warning' | 'ended'>(() => {
    const end = this.end();
    if (end === null || this.now() < end - WARN_BEFORE_MS) return 'quiet';
    return this.now() < end ? 'warning' : 'ended';
  });
  protected readonly endTime = computed(() => timeInWords(new Date(this.end() ?? 0)));

  constructor() {
    effect((onCleanup) => {
      const end = this.end();
      if (end === null) return;
      const next = [end - WARN_BEFORE_MS, end].find((deadline) => deadline > this.now());
      if (next === undefined) return;
      const timer = setTimeout(() => this.now.set(Date.now()), next - Date.now());
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (this.stage() === 'warning' && !dialog.open) dialog.showModal();
      if (this.stage() !== 'warning' && dialog.open) dialog.close();
    });
    effect(() => {
      if (this.stage() === 'ended') this.signInAgain();
    });
    effect((onCleanup) => {
      // A laptop that slept ran no timers.
      const look = () => this.now.set(Date.now());
      this.document.addEventListener('visibilitychange', look);
      onCleanup(() => this.document.removeEventListener('visibilitychange', look));
    });
  }

  protected async extend(): Promise<void> {
    // A failure has been told by the connection notice; the warning stays open for another press.
    await this.session.load().catch(() => undefined);
    this.now.set(Date.now());
  }

  private signInAgain(): void {
    this.session.forget();
    void this.router.navigate(['/sign-in'], { queryParams: { return: this.router.url, ended: true } });
  }
}
