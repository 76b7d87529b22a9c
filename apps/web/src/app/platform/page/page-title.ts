import { inject, Service } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

const SITE = 'Learning Reviews';

/** The browser's title: "My learning – Learning Reviews". Routes give their part as `title`. */
@Service()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.set(this.buildTitle(snapshot));
  }

  /** Names the page after what it loaded, such as a module's title. Call it from an `effect`. */
  set(page: string | undefined): void {
    this.title.setTitle(page ? `${page} – ${SITE}` : SITE);
  }
}
