import { Component, computed, effect, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { AgencyPerson, PeopleState } from '@learning-reviews/contracts/agency.contract';
import { groupInWords } from '@learning-reviews/domain/report/workforce-group';
import { Button } from '@learning-reviews/ui/button';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { Pagination } from '@learning-reviews/ui/pagination';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { TextInput } from '@learning-reviews/ui/text-input';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import { figure, peopleInWords, peopleStates, progressOf } from '../agency-words.js';
import { CHECKS } from '../record-health-words.js';
import { ReportApi } from '../report-api.js';

/** Stands for people without a team. */
const NO_TEAM = { value: 'none', label: 'No team' };
/** Stands for people in no workforce group. */
const NO_GROUP = { value: 'none', label: 'No group' };

const CHECK_OPTIONS = Object.entries(CHECKS).map(([value, { filter }]) => ({ value, label: filter }));

/** The people of one's own agency, or team. Search and filters stand in the address. */
@Component({
  selector: 'lr-people-page',
  imports: [
    AgencyNavigation,
    Button,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    Pagination,
    RouterLink,
    Select,
    Table,
    Tag,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './people-page.html',
})
export class PeoplePage {
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.may('agency.manage-people'));

  readonly search = input<string>();
  readonly team = input<string>();
  readonly role = input<string>();
  readonly group = input<string>();
  readonly module = input<string>();
  readonly state = input<string>();
  readonly check = input<string>();
  readonly page = input<string>();

  protected readonly filter = computed(() => ({
    search: this.search() ?? '',
    team: this.team() ?? '',
    role: this.role() ?? '',
    group: this.group() ?? '',
    module: this.module() ?? '',
    state: this.state() ?? '',
    check: this.check() ?? '',
    page: this.page() ?? '',
  }));
  protected readonly loaded = inject(ReportApi).people(this.filter);
  protected readonly found = latestValue(this.loaded);
  // What the person may do says it before the first answer comes, so the heading does not change under them.
  private readonly isTeam = computed(
    () =>
      this.found()?.ownTeamOnly ??
      (this.session.may('agency.read-team') && !this.session.may('agency.read-people')),
  );
  protected readonly heading = computed(() => (this.isTeam() ? 'Your team' : 'People'));

  protected readonly typedSearch = linkedSignal(() => this.filter().search);
  protected readonly chosenTeam = linkedSignal(() => this.filter().team);
  protected readonly chosenRole = linkedSignal(() => this.filter().role);
  protected readonly chosenGroup = linkedSignal(() => this.filter().group);
  protected readonly chosenModule = linkedSignal(() => this.filter().module);
  protected readonly chosenState = linkedSignal(() => this.filter().state);
  protected readonly chosenCheck = linkedSignal(() => this.filter().check);

  protected readonly teamOptions = computed(() => [
    ...(this.found()?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    NO_TEAM,
  ]);
  protected readonly roleOptions = computed(() =>
    (this.found()?.jobRoles ?? []).map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly groupOptions = computed(() => [
    ...(this.found()?.groups ?? []).map((group) => ({
      value: String(group),
      label: groupInWords(this.session.workforceGroups(), group),
    })),
    NO_GROUP,
  ]);
  protected readonly moduleOptions = computed(() =>
    (this.found()?.modules ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  private readonly states = computed(() => peopleStates(this.session.warning()));
  protected readonly stateOptions = computed(() =>
    Object.entries(this.states()).map(([value, label]) => ({ value, label })),
  );
  protected readonly checkOptions = CHECK_OPTIONS;

  /** Filters of the address that do not exist: the server leaves them out, and the page says so. */
  protected readonly ignored = computed(() => {
    if (this.found() === undefined) return [];
    const { team, role, group, module, state, check } = this.filter();
    const asked = [
      { name: 'team', value: team, options: this.teamOptions() },
      { name: 'job role', value: role, options: this.roleOptions() },
      { name: 'workforce group', value: group, options: this.groupOptions() },
      { name: 'module', value: module, options: this.moduleOptions() },
      { name: 'standing', value: state, options: this.stateOptions() },
      { name: 'check of records', value: check, options: CHECK_OPTIONS },
    ];
    return asked
      .filter(({ value, options }) => value !== '' && !options.some((option) => option.value === value))
      .map(({ name }) => name);
  });
  protected readonly isFiltered = computed(() => {
    const { page: _page, ...filters } = this.filter();
    return Object.values(filters).some((value) => value !== '');
  });
  /** Who is listed, when the list is of a standing: it counts people, and the figures count modules. */
  protected readonly standing = computed(() => this.states()[this.filter().state as PeopleState]);
  /** The filters, to be carried to a person and back. */
  protected readonly carried = computed(() =>
    Object.fromEntries(Object.entries(this.filter()).filter(([, value]) => value !== '')),
  );
  protected readonly peopleInWords = peopleInWords;
  protected readonly figure = figure;
  protected readonly progressOf = (person: AgencyPerson) => progressOf(person);

  constructor() {
    // A line manager's list has another name, which only the answer tells.
    effect(() => this.title.set(this.heading()));
  }

  protected apply(): void {
    void this.router.navigate(['/agency/people'], {
      queryParams: {
        search: this.typedSearch().trim() || null,
        team: this.chosenTeam() || null,
        role: this.chosenRole() || null,
        group: this.chosenGroup() || null,
        module: this.chosenModule() || null,
        state: this.chosenState() || null,
        check: this.chosenCheck() || null,
      },
    });
  }
}
