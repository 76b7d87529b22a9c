import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { rowsInWords } from '@learning-reviews/domain/setting/retention-words';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { Table } from '@learning-reviews/ui/table';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { figure, peopleInWords } from '../agency-words.js';
import { RecordHealthApi } from '../record-health-api.js';
import {
  audienceInWords,
  changeInWords,
  checkInWords,
  CHECKS,
  goneInWords,
  headcountInWords,
  thingsToMend,
} from '../record-health-words.js';

/** What stands between a training lead and figures they can trust: each with a number, what to do, and who it is. */
@Component({
  selector: 'lr-record-health-page',
  imports: [AgencyNavigation, DayPipe, LoadProblem, Loading, MomentPipe, RouterLink, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './record-health-page.html',
})
export class RecordHealthPage {
  protected readonly loaded = inject(RecordHealthApi).recordHealth();
  protected readonly health = latestValue(this.loaded);

  /** Checks that find somebody, and those that find nobody, each in the order of the page. */
  protected readonly found = computed(() => (this.health()?.checks ?? []).filter(({ people }) => people > 0));
  protected readonly clear = computed(() =>
    (this.health()?.checks ?? [])
      .filter(({ people }) => people === 0)
      .map(({ check }) => CHECKS[check].filter),
  );
  protected readonly summary = computed(() => {
    const health = this.health();
    if (health === undefined) return '';
    const count = thingsToMend(health);
    if (count === 0) return 'Nothing here stands between you and figures you can trust.';
    return `${count === 1 ? 'One thing stands' : `${figure(count)} things stand`} between you and figures you can trust.`;
  });
  protected readonly headcount = computed(() => {
    const health = this.health();
    return health === undefined ? null : headcountInWords(health);
  });
  protected readonly hasMailTrouble = computed(() =>
    this.found().some(({ check }) => check === 'mail-waiting' || check === 'mail-refused'),
  );

  protected readonly checks = CHECKS;
  protected readonly checkInWords = checkInWords;
  protected readonly audienceInWords = audienceInWords;
  protected readonly changeInWords = changeInWords;
  protected readonly rowsInWords = rowsInWords;
  protected readonly goneInWords = goneInWords;
  protected readonly peopleInWords = peopleInWords;
  protected readonly figure = figure;
}
