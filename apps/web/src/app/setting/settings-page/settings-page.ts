import { Component, computed, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { keptInWords, retentionHeading, rowsInWords } from '@learning-reviews/domain/setting/retention-words';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { AdminNavigation } from '../../admin/admin-navigation/admin-navigation.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { SettingApi } from '../setting-api.js';
import { SettingForm } from '../setting-form/setting-form.js';
import { changeInWords } from '../setting-words.js';

/** What the partnership sets for all: targets, warnings, how long data is kept, and what is about to be deleted. */
@Component({
  selector: 'lr-settings-page',
  imports: [
    AdminNavigation,
    DayPipe,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    RouterLink,
    SettingForm,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './settings-page.html',
})
export class SettingsPage {
  private readonly session = inject(SessionStore);

  /** The kind whose time was just changed on its own page, from the address. */
  readonly done = input<string>();

  protected readonly loaded = inject(SettingApi).settings();
  protected readonly settings = latestValue(this.loaded);
  private readonly isSaved = signal(false);
  protected readonly news = computed(() => {
    if (this.isSaved()) return 'The settings are saved. Figures and lists follow them from now on.';
    const kind = this.done();
    return kind ? `“${retentionHeading(kind)}” is kept as you decided.` : '';
  });
  protected readonly changes = computed(() =>
    (this.settings()?.changes ?? []).map((change) => ({ ...change, words: changeInWords(change) })),
  );
  protected readonly headingOf = retentionHeading;
  protected readonly keptInWords = keptInWords;
  protected readonly rowsInWords = rowsInWords;

  protected async look(): Promise<void> {
    this.isSaved.set(true);
    this.loaded.reload();
    // The words of every page follow the session.
    await this.session.load();
  }
}
