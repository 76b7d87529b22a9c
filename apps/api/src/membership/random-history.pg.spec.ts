import { USUAL_RENEWAL } from '@learning-reviews/domain/assignment/renewal';
import fc from 'fast-check';
import { type Happening, randomHistory, type RandomHistory } from '../assignment/testing/random-history.js';
import type { SlowStanding } from '../assignment/testing/slow-standing.js';
import { loadContent } from '../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { LivedHistory, MEMBERS } from './testing/lived-history.js';

// What random-history.spec.ts proves of the rule, for the services and their SQL: three members of an agency share its
// rules, and each night only those are worked out whom something touches.

let app: TestApp;
let moduleId: number;
let agencies = 100;

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, testDatabase) => void (await loadContent(testDatabase)),
  });
  const { rows } = await app.testDatabase.superuser.query<{ id: number }>('select min(id) as id from module');
  moduleId = rows[0]!.id;
});
afterAll(() => app?.close());

const today = () => app.clock.today('Europe/London');

const isSame = (a: SlowStanding | null, b: SlowStanding | null): boolean =>
  a === null || b === null
    ? a === b
    : (['standing', 'dueOn', 'completedOn', 'expiresOn', 'askedOn'] as const).every(
        (key) => a[key] === b[key],
      );

/** Where the database and looking every day differ first. */
async function firstDifference({ happenings, after }: RandomHistory) {
  const lived = new LivedHistory(app, (agencies += 1), moduleId);
  await lived.begin();
  const differs = async (what: string) => {
    for (const [place, member] of lived.members.entries()) {
      const [expected, found] = [member.slow.look(today()), await lived.shown(member)];
      if (!isSame(expected, found))
        return { what, place, today: today(), expected, found, world: member.world };
    }
    return null;
  };
  const pass = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      app.clock.advance({ hours: 24 });
      await lived.night();
      const difference = await differs('the day');
      if (difference !== null) return difference;
    }
    return null;
  };
  for (const [turn, [later, happening]] of happenings.entries()) {
    const difference = await pass(Math.min(later, 35));
    if (difference !== null) return difference;
    await lived.follow(lived.members[turn % MEMBERS]!, happening);
    const wrong = await differs(JSON.stringify(happening));
    if (wrong !== null) return wrong;
  }
  return pass(Math.min(after, 35));
}

const rule = {
  teams: null,
  due: { within: 10 },
  renewal: USUAL_RENEWAL,
  recogniseWithinDays: null,
  begins: 0,
  lasts: null,
};
const nothing: Happening = { what: 'exception-ended', nth: 3 };

describe('the standings of an agency', () => {
  it.each<[string, (readonly [number, Happening])[]]>([
    [
      'leave that is over when somebody moves',
      [
        [0, { what: 'rule', rule }],
        [1, { what: 'leave', in: 0, days: 20 }],
        [25, { what: 'moved', teamId: 'south' }],
      ],
    ],
    [
      'leave in which a completion ran out, over when somebody moves',
      [
        [0, { what: 'rule', rule: { ...rule, renewal: { ...USUAL_RENEWAL, months: 1 } } }],
        [0, { what: 'finished' }],
        [20, { what: 'leave', in: 0, days: 20 }],
        [25, { what: 'moved', teamId: 'south' }],
      ],
    ],
    [
      'more time that is over when somebody moves',
      [
        [0, { what: 'rule', rule }],
        [0, { what: 'later-due', days: 15 }],
        [20, { what: 'moved', teamId: 'south' }],
      ],
    ],
  ])('are right after %s', async (_case, happenings) => {
    const firstDay = today();
    const ofTheFirst = happenings.flatMap((one) => [one, [0, nothing] as const, [0, nothing] as const]);
    expect(await firstDifference({ firstDay, happenings: ofTheFirst, after: 35 })).toBeNull();
  });

  it('are each day what looking every day says, whatever happens in it', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        expect(await firstDifference(history)).toBeNull();
      }),
      { numRuns: 24, endOnFailure: true },
    );
  }, 240_000);
});
