import { Component, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** One place of the main navigation. */
export interface NavigationItem {
  readonly text: string;
  /** Address inside this site; pages below it count as this place too. */
  readonly link: string;
}

/** The main navigation. On a phone it folds behind a button named Menu. */
@Component({
  selector: 'lr-service-navigation',
  imports: [RouterLink, RouterLinkActive],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav
            class="govuk-service-navigation__wrapper"
            [attr.aria-label]="label()"
            (keydown.escape)="close(menu)"
          >
            <button
              class="govuk-service-navigation__toggle"
              type="button"
              aria-controls="lr-navigation"
              [attr.aria-expanded]="isOpen()"
              (click)="isOpen.set(!isOpen())"
              #menu
            >
              Menu
            </button>
            <ul
              class="govuk-service-navigation__list"
              id="lr-navigation"
              [class.lr-service-navigation__list--open]="isOpen()"
            >
              @for (item of items(); track item.link) {
                <li
                  class="govuk-service-navigation__item"
                  routerLinkActive="govuk-service-navigation__item--active"
                >
                  <a
                    class="govuk-service-navigation__link"
                    [routerLink]="item.link"
                    routerLinkActive
                    [ariaCurrentWhenActive]="true"
                    (click)="isOpen.set(false)"
                    >{{ item.text }}</a
                  >
                </li>
              }
            </ul>
          </nav>
        </div>
      </div>
    </div>
  `,
})
export class ServiceNavigation {
  readonly items = input.required<readonly NavigationItem[]>();
  /** Name of the landmark. */
  readonly label = input('Main');

  protected readonly isOpen = signal(false);

  protected close(menu: HTMLButtonElement): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    menu.focus();
  }
}
