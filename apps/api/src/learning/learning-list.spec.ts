import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE, USUAL_WARNING_DAYS } from '@learning-reviews/domain/learning/standing';
import { type Job, type LearningFacts, learningLists, type ListedModule } from './learning-list.js';

const NOW = new Date('2026-03-01T09:00:00Z');

const published = (moduleId: number, title: string, changes: Partial<ListedModule> = {}): ListedModule => ({
  moduleId,
  slug: title.toLowerCase(),
  isWithdrawn: false,
  content: {
    title,
    minutes: 30,
    sensitive: false,
    audience: { groups: [3], jobRoles: ['school-nurse'] },
  },
  ...changes,
});

const standing = (
  moduleId: number,
  changes: Partial<Job['standings'][number]> = {},
): Job['standings'][number] => ({
  moduleId,
  state: STANDING_STATE.notStarted,
  dueOn: null,
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
  ...changes,
});

const nurse = (...standings: Job['standings']): Job => ({
  agencyName: 'Trust',
  timeZone: 'Europe/London',
  jobRole: 'school-nurse',
  standings,
});

const lists = (facts: Partial<LearningFacts>) =>
  learningLists({
    now: NOW,
    warning: USUAL_WARNING_DAYS,
    modules: [],
    jobs: [],
    openModuleIds: [],
    completions: [],
    ...facts,
  });

const slugs = (items: readonly { module: string }[]) => items.map((item) => item.module);

describe('learningLists', () => {
  it('puts a module in one list only', () => {
    const { required, recommended, done } = lists({
      modules: [published(1, 'Owed'), published(2, 'Offered'), published(3, 'Finished')],
      jobs: [nurse(standing(1))],
      completions: [
        { moduleId: 3, version: 1, completedAt: NOW, minutes: 20, certificateNumber: '0123456789ABCDEFGHJK' },
      ],
    });
    expect([slugs(required), slugs(recommended), slugs(done)]).toEqual([['owed'], ['offered'], ['finished']]);
    expect(done).toMatchObject([
      { state: 'done', validUntil: '2028-02-29', certificateNumber: '01234-56789-ABCDE-FGHJK' },
    ]);
  });

  it('orders what is required by how pressing it is', () => {
    const { required } = lists({
      modules: [
        published(1, 'No-day'),
        published(2, 'Later'),
        published(3, 'Sooner'),
        published(4, 'Overdue'),
      ],
      jobs: [
        nurse(
          standing(1),
          standing(2, { dueOn: calendarDate('2026-09-30') }),
          standing(3, { dueOn: calendarDate('2026-03-01') }), // today is still in time
          standing(4, { dueOn: calendarDate('2026-02-28') }),
        ),
      ],
    });
    expect(slugs(required)).toEqual(['overdue', 'sooner', 'later', 'no-day']);
  });

  it('keeps one that runs out within ninety days among the required', () => {
    const until = (expiresOn: string) =>
      nurse(
        standing(1, {
          state: STANDING_STATE.done,
          completedOn: calendarDate('2024-06-01'),
          expiresOn: calendarDate(expiresOn),
        }),
      );
    expect(lists({ modules: [published(1, 'M')], jobs: [until('2026-05-30')] }).required).toMatchObject([
      { state: 'expiring' },
    ]);
    expect(lists({ modules: [published(1, 'M')], jobs: [until('2026-05-31')] }).done).toMatchObject([
      { state: 'done' },
    ]);
  });

  it('recommends by job role, and everything to somebody with no job', () => {
    const modules = [
      published(1, 'Nurses'),
      published(2, 'Teachers', {
        content: { ...published(2, 'Teachers').content, audience: { groups: [3], jobRoles: ['teacher'] } },
      }),
    ];
    expect(slugs(lists({ modules, jobs: [nurse()] }).recommended)).toEqual(['nurses']);
    expect(slugs(lists({ modules }).recommended)).toEqual(['nurses', 'teachers']);
  });

  it('keeps one that was begun, whoever it was written for', () => {
    const teachers = published(1, 'Teachers', {
      content: { ...published(1, 'Teachers').content, audience: { groups: [3], jobRoles: ['teacher'] } },
    });
    expect(lists({ modules: [teachers], jobs: [nurse()], openModuleIds: [1] }).recommended).toMatchObject([
      { module: 'teachers', state: 'in-progress' },
    ]);
  });

  it('hides a withdrawn module from those who have not done it', () => {
    const withdrawn = published(1, 'Withdrawn', { isWithdrawn: true });
    const done = standing(1, {
      state: STANDING_STATE.done,
      completedOn: calendarDate('2026-01-01'),
      expiresOn: calendarDate('2027-12-31'),
    });
    expect(lists({ modules: [withdrawn], jobs: [nurse(standing(1))] })).toEqual({
      required: [],
      recommended: [],
      done: [],
    });
    expect(slugs(lists({ modules: [withdrawn], jobs: [nurse(done)] }).done)).toEqual(['withdrawn']);
  });

  it('asks which day it is in each agency', () => {
    const due = standing(1, { dueOn: calendarDate('2026-03-01') });
    const inAuckland = { ...nurse(due), timeZone: 'Pacific/Auckland' }; // where 2 March has begun
    const at = new Date('2026-03-01T13:00:00Z');
    expect(lists({ now: at, modules: [published(1, 'M')], jobs: [nurse(due)] }).required[0]?.state).toBe(
      'not-started',
    );
    expect(lists({ now: at, modules: [published(1, 'M')], jobs: [inAuckland] }).required[0]?.state).toBe(
      'overdue',
    );
  });
});
