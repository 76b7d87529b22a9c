import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { standingOn } from '@learning-reviews/domain/learning/standing';
import { DEMONSTRATION_ACCOUNTS } from './demonstration-account.js';
import { CHARITY, COMMUNITY_TRUST, DEMONSTRATION_AGENCIES, GP_FEDERATION } from './demonstration-agency.js';
import { inventHistory, type HistoryModule } from './demonstration-history.js';
import { inventQuestionCounts } from './demonstration-question.js';
import { inventWorkforce } from './demonstration-workforce.js';
import { SeededRandom } from './seeded-random.js';

const today = calendarDate('2026-11-22');
const slugs = [...new Set(DEMONSTRATION_AGENCIES.flatMap(({ rules }) => rules.map(({ module }) => module)))];
const modules = new Map<string, HistoryModule>(
  slugs.map((slug, index) => [
    slug,
    {
      id: index + 1,
      slug,
      title: slug,
      version: 1,
      minutes: 40,
      questionCount: 8,
      questionIds: ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'],
      passMark: 6,
    },
  ]),
);

const invent = () => {
  const random = new SeededRandom(2026);
  const workforce = inventWorkforce(random, today);
  return { workforce, history: inventHistory(random, today, workforce.members, modules) };
};
const { workforce, history } = invent();
const stateOf = (standing: (typeof history.standings)[number]) => standingOn(standing, today);

describe('the invented workforce', () => {
  it('is about 1,500 people, and the same ones every time', () => {
    expect(workforce.people.length).toBeGreaterThan(1450);
    expect(workforce.people.length).toBeLessThan(1550);
    expect(invent()).toEqual({ workforce, history });
  });

  it('has a primary school of nine and a charity of four', () => {
    const sizes = DEMONSTRATION_AGENCIES.map(
      ({ id }) => workforce.members.filter(({ agencyId }) => agencyId === id).length,
    );
    expect(sizes).toEqual(expect.arrayContaining([9, 4]));
  });

  it('seats each of the nine accounts once, and one of them in two agencies', () => {
    const seats = DEMONSTRATION_ACCOUNTS.map(({ email }) =>
      workforce.members.filter(({ person }) => person.email === email).map(({ agencyId }) => agencyId),
    );
    expect(seats).toEqual([
      [COMMUNITY_TRUST],
      [GP_FEDERATION, CHARITY],
      [COMMUNITY_TRUST],
      [COMMUNITY_TRUST],
      [3],
      [1],
      [1],
      [1],
      [1],
    ]);
  });

  it('gives every identity once', () => {
    const ids = [...workforce.people, ...workforce.members].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('puts the practitioner in the team of the manager who has an account', () => {
    const find = (email: string) => workforce.members.find(({ person }) => person.email === email);
    expect(find('practitioner@demo.example')?.managerId).toBe(find('manager@demo.example')?.id);
  });
});

describe('the invented history', () => {
  it('leaves kern-young-person before the practitioner and both jobs of two-jobs@', () => {
    const untouched = history.standings.filter(
      ({ member, moduleId }) =>
        ['practitioner@demo.example', 'two-jobs@demo.example'].includes(member.person.email) &&
        moduleId === modules.get('kern-young-person')?.id,
    );
    expect(untouched.map(stateOf)).toHaveLength(3);
    expect(untouched.every(({ state }) => state === 0)).toBe(true);
  });

  it.each(['not-started', 'in-progress', 'done', 'expiring', 'expired', 'overdue', 'paused'])(
    'knows somebody who is %s',
    (state) => {
      expect(history.standings.map(stateOf)).toContain(state);
    },
  );

  it('happens within two years, while its people were there', () => {
    for (const { completion } of history.attempts) {
      if (completion === null) continue;
      expect(completion.completedOn < today && completion.completedOn >= addDays(today, -731)).toBe(true);
      expect(completion.completedOn >= completion.member.fromOn).toBe(true);
      expect(completion.member.toOn === null || completion.completedOn <= completion.member.toOn).toBe(true);
    }
  });

  it('has at most one open attempt for each person and module', () => {
    const open = history.attempts.filter(({ completion }) => completion === null);
    expect(new Set(open.map(({ personId, module }) => `${personId} ${module.id}`)).size).toBe(open.length);
  });
});

describe('the invented questions', () => {
  const of = (agencyId: number) =>
    inventQuestionCounts(
      agencyId,
      history.attempts.filter(({ completion }) => completion?.member.agencyId === agencyId),
    );

  it('are counted in whole tens, of no more people than have finished', () => {
    const counts = of(COMMUNITY_TRUST);
    expect(counts.length).toBeGreaterThan(8);
    for (const { moduleId, answered, firstRight, rightFrom, rightTo } of counts) {
      const people = new Set(
        history.attempts
          .filter(
            ({ module, completion }) =>
              module.id === moduleId && completion?.member.agencyId === COMMUNITY_TRUST,
          )
          .map(({ personId }) => personId),
      );
      expect(answered % 10).toBe(0);
      expect(answered).toBeLessThanOrEqual(people.size);
      expect(rightFrom <= firstRight && firstRight <= rightTo && rightTo <= answered).toBe(true);
    }
    expect(of(COMMUNITY_TRUST)).toEqual(counts);
  });

  it('have no figure in a charity of four', () => {
    expect(of(CHARITY)).toEqual([]);
  });
});
