import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Select } from '@learning-reviews/ui/select';
import { Stat } from '@learning-reviews/ui/stat';
import { Table } from '@learning-reviews/ui/table';
import { latestValue } from '../../platform/http/latest-value.js';
import { Tag } from '@learning-reviews/ui/tag';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { CpdApi } from '../cpd-api.js';
import { BODIES, isBody, KINDS, sourceInWords } from '../cpd-words.js';

/** A person's own record, by the registration years of their regulator or of another body. */
@Component({
  selector: 'lr-record-page',
  imports: [
    Button,
    DayPipe,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    Select,
    Stat,
    Table,
    Tag,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './record-page.html',
})
export class RecordPage {
  private readonly router = inject(Router);

  /** Whose years to count by; of the person's own regulator when the address does not say. */
  readonly body = input<string>();
  /** What was just done: `deleted`. */
  readonly changed = input<string>();

  private readonly asked = computed(() => {
    const body = this.body();
    return isBody(body) ? body : '';
  });
  protected readonly loaded = inject(CpdApi).record(this.asked);
  protected readonly record = latestValue(this.loaded);
  protected readonly chosen = linkedSignal<string>(() => this.record()?.body ?? '');

  protected readonly bodies = Object.entries(BODIES).map(([value, label]) => ({ value, label }));
  protected readonly bodyNames = BODIES;
  protected readonly kinds = KINDS;
  protected readonly sourceOf = sourceInWords;

  protected countBy(): void {
    void this.router.navigate(['/record'], { queryParams: { body: this.chosen() || null } });
  }
}
