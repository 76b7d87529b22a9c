import { Component, computed, input, model, signal, ViewEncapsulation } from '@angular/core';
import type { ImportLeavers as Proposed } from '@learning-reviews/contracts/import.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { Details } from '@learning-reviews/ui/details';
import { Table } from '@learning-reviews/ui/table';

/** Rows that are shown at first, and that each press adds: a list of thousands is looked at in parts. */
const SHOWN_AT_ONCE = 50;

/** Members whom a file does not name: a proposal. Nobody is let go whom somebody has not ticked. */
@Component({
  selector: 'lr-import-leavers',
  imports: [Button, DateInput, DayPipe, Details, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './import-leavers.html',
})
export class ImportLeavers {
  readonly proposed = input.required<Proposed>();
  /** Ids of those who are ticked. */
  readonly chosen = model<ReadonlySet<string>>(new Set());
  /** Last day of those for whom the file names none, `YYYY-MM-DD`. */
  readonly lastDay = model('');

  private readonly most = signal(SHOWN_AT_ONCE);
  protected readonly shown = computed(() => this.proposed().leavers.slice(0, this.most()));
  protected readonly more = computed(() => this.proposed().leavers.length - this.shown().length);
  protected readonly summary = computed(() => {
    const count = this.proposed().leavers.length;
    return count === 1 ? 'Look at the one person' : `Look at the ${count.toLocaleString('en-GB')} people`;
  });
  protected readonly areAllChosen = computed(() => this.chosen().size === this.proposed().leavers.length);

  protected tick(membershipId: string, event: Event): void {
    const chosen = new Set(this.chosen());
    if ((event.target as HTMLInputElement).checked) chosen.add(membershipId);
    else chosen.delete(membershipId);
    this.chosen.set(chosen);
  }

  protected tickAll(): void {
    const all = this.proposed().leavers.map(({ membershipId }) => membershipId);
    this.chosen.set(new Set(this.areAllChosen() ? [] : all));
  }

  protected showMore(): void {
    this.most.update((most) => most + SHOWN_AT_ONCE);
  }
}
