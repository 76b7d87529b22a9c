import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationCancel, NavigationCancellationCode, NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** A page that has not shown its heading by then has other troubles. */
const LONGEST_WATCH_MS = 10_000;

/**
 * Moves focus to the page's h1 after each navigation, as a loaded document would, so that a screen reader
 * starts at the top of the new page. A heading that appears with its data is waited for; the watch ends
 * when the person does something first, for focus must not be taken from them.
 */
@Service()
export class HeadingFocus {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly destroyRef = inject(DestroyRef);
  private stopWatching: () => void = () => undefined;

  /** Begins to follow the router. The first page keeps the browser's own focus. */
  start(): void {
    let page = '';
    let isFirst = true;
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd || event instanceof NavigationCancel),
        takeUntilDestroyed(this.destroyRef),
      )
      .subscribe((event) => {
        if (event instanceof NavigationCancel) {
          // Somebody went on before the first page had come: what comes now is no first page.
          if (event.code === NavigationCancellationCode.SupersededByNewNavigation) isFirst = false;
          return;
        }
        const [path = ''] = event.urlAfterRedirects.split(/[?#]/);
        // A filter in the address changes the page's content, not the page.
        if (!isFirst && path !== page && !event.urlAfterRedirects.includes('#')) this.watch();
        page = path;
        isFirst = false;
      });
  }

  /**
   * For a page that shows something wholly new at the same address, such as the next question: goes to the
   * top and moves focus to the heading, as a navigation would. Call it before the content changes.
   */
  newContent(): void {
    this.document.documentElement.scrollTop = 0;
    this.watch();
  }

  private watch(): void {
    this.stopWatching();
    const main = this.document.getElementById('main');
    if (!main) return;
    const before = this.document.activeElement;
    let focused: Element | null = null;

    const focusHeading = () => {
      const active = this.document.activeElement;
      const isFree =
        active === before || active === focused || active === this.document.body || active === null;
      if (!isFree) return this.stopWatching();
      const heading = main.querySelector<HTMLElement>('h1');
      if (!heading || heading === active) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      focused = heading;
    };

    const observer = new MutationObserver(focusHeading);
    const stop = () => this.stopWatching();
    const timer = setTimeout(stop, LONGEST_WATCH_MS);
    this.stopWatching = () => {
      clearTimeout(timer);
      observer.disconnect();
      this.document.removeEventListener('keydown', stop, true);
      this.document.removeEventListener('pointerdown', stop, true);
    };
    this.document.addEventListener('keydown', stop, true);
    this.document.addEventListener('pointerdown', stop, true);
    observer.observe(main, { childList: true, subtree: true });
    focusHeading();
  }
}
