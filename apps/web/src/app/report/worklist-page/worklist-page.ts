import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { NudgeRequest, NudgeResult, WorklistDuty } from '@learning-reviews/contracts/worklist.contract';
import { groupInWords } from '@learning-reviews/domain/report/workforce-group';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Pagination } from '@learning-reviews/ui/pagination';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { TextInput } from '@learning-reviews/ui/text-input';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { daysInWords as daysOf } from '../agency-words.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { NudgePanel } from '../nudge-panel/nudge-panel.js';
import { WorklistApi, type WorklistAddress } from '../worklist-api.js';
import {
  daysInWords,
  dutiesInWords,
  nudgedInWords,
  WORKLIST_FILTERS,
  WORKLIST_SORTS,
  WORKLIST_STATES,
} from '../worklist-words.js';

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const STATE_OPTIONS = Object.entries(WORKLIST_STATES).map(([value, { text }]) => ({ value, label: text }));
const SORT_OPTIONS = optionsOf(WORKLIST_SORTS);
const NUDGED_OPTIONS = [{ value: 'never', label: 'Never nudged' }];
/** Stands for people without one. */
const NONE = 'none';

/** What is late or soon will be, person by person and module by module. Filters and order stand in the address. */
@Component({
  selector: 'lr-worklist-page',
  imports: [
    AgencyNavigation,
    Button,
    DayPipe,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    NudgePanel,
    Pagination,
    RouterLink,
    Select,
    Table,
    Tag,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './worklist-page.html',
})
export class WorklistPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly api = inject(WorklistApi);
  private readonly session = inject(SessionStore);
  protected readonly warning = this.session.warning;
  protected readonly daysOf = daysOf;

  readonly search = input<string>();
  readonly state = input<string>();
  readonly module = input<string>();
  readonly team = input<string>();
  readonly role = input<string>();
  readonly group = input<string>();
  readonly manager = input<string>();
  readonly nudged = input<string>();
  readonly sort = input<string>();
  readonly page = input<string>();

  protected readonly filter = computed<WorklistAddress>(() => ({
    search: this.search()?.trim() ?? '',
    state: this.state() ?? '',
    module: this.module() ?? '',
    team: this.team() ?? '',
    role: this.role() ?? '',
    group: this.group() ?? '',
    manager: this.manager() ?? '',
    nudged: this.nudged() ?? '',
    sort: this.sort() ?? '',
    page: this.page() ?? '',
  }));
  protected readonly loaded = this.api.worklist(this.filter);
  protected readonly found = latestValue(this.loaded);
  protected readonly fileAddress = computed(() => this.api.fileAddress(this.filter()));

  protected readonly typedSearch = linkedSignal(() => this.filter().search);
  protected readonly chosenState = linkedSignal(() => this.filter().state);
  protected readonly chosenModule = linkedSignal(() => this.filter().module);
  protected readonly chosenTeam = linkedSignal(() => this.filter().team);
  protected readonly chosenRole = linkedSignal(() => this.filter().role);
  protected readonly chosenGroup = linkedSignal(() => this.filter().group);
  protected readonly chosenManager = linkedSignal(() => this.filter().manager);
  protected readonly chosenNudged = linkedSignal(() => this.filter().nudged);
  protected readonly chosenSort = linkedSignal(() => this.filter().sort || 'days');

  protected readonly moduleOptions = computed(() =>
    (this.found()?.modules ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  protected readonly teamOptions = computed(() => [
    ...(this.found()?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: NONE, label: 'No team' },
  ]);
  protected readonly roleOptions = computed(() =>
    (this.found()?.jobRoles ?? []).map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly groupOptions = computed(() => [
    ...(this.found()?.groups ?? []).map((group) => ({
      value: String(group),
      label: groupInWords(this.session.workforceGroups(), group),
    })),
    { value: NONE, label: 'No group' },
  ]);
  protected readonly managerOptions = computed(() => [
    ...(this.found()?.managers ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: NONE, label: 'No line manager' },
  ]);
  protected readonly stateOptions = STATE_OPTIONS;
  protected readonly sortOptions = SORT_OPTIONS;
  protected readonly nudgedOptions = NUDGED_OPTIONS;

  /** What the address asks for that does not exist here: the server leaves it out, and the page says so. */
  protected readonly ignored = computed(() => {
    const known = Object.keys(this.filter());
    const strange = this.route.snapshot.queryParamMap.keys.filter((name) => !known.includes(name));
    return [
      ...(this.found()?.ignored ?? []).map((name) => WORKLIST_FILTERS[name]),
      ...strange.map((name) => `filter as “${name.slice(0, 40)}”`),
    ];
  });
  protected readonly isFiltered = computed(() => {
    const { page: _page, sort: _sort, ...filters } = this.filter();
    return Object.values(filters).some((value) => value !== '');
  });

  protected readonly states = WORKLIST_STATES;
  protected readonly daysInWords = daysInWords;
  protected readonly dutiesInWords = dutiesInWords;

  /** Rows that are ticked, by `keyOf`. Another page or other filters begin anew: what is not seen is not chosen. */
  protected readonly chosen = linkedSignal<WorklistAddress, ReadonlySet<string>>({
    source: this.filter,
    computation: () => new Set(),
  });
  protected readonly hasChosenNothing = signal(false);
  /** What is being previewed in place of the list; `null` while the list shows. */
  protected readonly asked = linkedSignal<WorklistAddress, NudgeRequest | null>({
    source: this.filter,
    computation: () => null,
  });
  /** What the last press came to, in words; empty before one. */
  protected readonly news = signal('');
  protected readonly hasNudged = signal(false);

  protected readonly keyOf = ({ membershipId, module }: WorklistDuty) => `${membershipId} ${module}`;
  protected readonly isAllChosen = computed(() =>
    (this.found()?.duties ?? []).every((duty) => this.chosen().has(this.keyOf(duty))),
  );

  protected choose(duty: WorklistDuty, event: Event): void {
    const next = new Set(this.chosen());
    if ((event.target as HTMLInputElement).checked) next.add(this.keyOf(duty));
    else next.delete(this.keyOf(duty));
    this.chosen.set(next);
    this.hasChosenNothing.set(false);
  }

  protected choosePage(): void {
    const all = (this.found()?.duties ?? []).map(this.keyOf);
    this.chosen.set(new Set(this.isAllChosen() ? [] : all));
    this.hasChosenNothing.set(false);
  }

  protected previewChosen(): void {
    const duties = (this.found()?.duties ?? [])
      .filter((duty) => this.chosen().has(this.keyOf(duty)))
      .map(({ membershipId, module }) => ({ membershipId, module }));
    this.hasChosenNothing.set(duties.length === 0);
    if (duties.length > 0) this.preview({ duties });
  }

  protected previewAll(): void {
    this.preview({ filter: this.api.filterOf(this.filter(), this.found()?.ignored ?? []) });
  }

  protected sent(result: NudgeResult): void {
    this.news.set(nudgedInWords(result));
    this.hasNudged.set(result.people > 0);
    this.asked.set(null);
    this.chosen.set(new Set());
    this.loaded.reload();
  }

  private preview(request: NudgeRequest): void {
    this.news.set('');
    this.hasChosenNothing.set(false);
    this.asked.set(request);
  }

  protected apply(): void {
    const sort = this.chosenSort();
    void this.router.navigate(['/agency/worklist'], {
      queryParams: {
        search: this.typedSearch().trim() || null,
        state: this.chosenState() || null,
        module: this.chosenModule() || null,
        team: this.chosenTeam() || null,
        role: this.chosenRole() || null,
        group: this.chosenGroup() || null,
        manager: this.chosenManager() || null,
        nudged: this.chosenNudged() || null,
        sort: sort === 'days' ? null : sort,
      },
    });
  }
}
