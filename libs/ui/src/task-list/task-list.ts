import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Tag, type TagTone } from '../tag/tag.js';

/** One line of a task list. */
export interface Task {
  readonly title: string;
  /** Address inside this site; `null` when it cannot be opened yet. */
  readonly link: string | null;
  /** Minutes, due day, what it contains. */
  readonly hint?: string;
  /** A second place it leads to, such as the "Certificate" of what is done. The title is added for ears. */
  readonly also?: { readonly text: string; readonly link: string };
  /** Such as "Not started", "Overdue", "Done". */
  readonly status: string;
  /** Colour of the status; without one it is plain text, which suits what is done. */
  readonly tone?: TagTone;
}

/** Things to do, each with where it stands. */
@Component({
  selector: 'lr-task-list',
  imports: [RouterLink, Tag],
  encapsulation: ViewEncapsulation.None,
  template: `
    <ul class="govuk-task-list">
      @for (task of tasks(); track task.title; let index = $index) {
        <li class="govuk-task-list__item" [class.govuk-task-list__item--with-link]="task.link">
          <div class="govuk-task-list__name-and-hint">
            @if (task.link) {
              <a
                class="govuk-link govuk-task-list__link"
                [routerLink]="task.link"
                [attr.aria-describedby]="statusId(index)"
                >{{ task.title }}</a
              >
            } @else {
              <div>{{ task.title }}</div>
            }
            @if (task.hint) {
              <div class="govuk-task-list__hint">{{ task.hint }}</div>
            }
            @if (task.also; as also) {
              <div class="lr-task-list__also">
                <a [routerLink]="also.link"
                  >{{ also.text }}<span class="govuk-visually-hidden">: {{ task.title }}</span></a
                >
              </div>
            }
          </div>
          <div class="govuk-task-list__status" [id]="statusId(index)">
            @if (task.tone) {
              <strong [lrTag]="task.tone">{{ task.status }}</strong>
            } @else {
              {{ task.status }}
            }
          </div>
        </li>
      }
    </ul>
  `,
})
export class TaskList {
  readonly tasks = input.required<readonly Task[]>();
  /** Distinguishes two lists on one page; part of each id. */
  readonly name = input('tasks');

  protected statusId(index: number): string {
    return `${this.name()}-${index + 1}-status`;
  }
}
