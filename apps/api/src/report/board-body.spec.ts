import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { publishBoard, TOTAL } from '@learning-reviews/domain/report/board-publication';
import { boardBody, packBoard, unpackBoard } from './board-body.js';
import { agencyRow, moduleColumn } from './board-dimension.js';

const KILOBYTE = 1_000;
const AGENCIES = 400;
const MODULES = 150;
const PUBLISHED_ON = calendarDate('2026-11-01');

/** The same stream of numbers, 0 up to 1, at each run. */
function* numbers(): Generator<number, never> {
  for (let state = 12_345; ;) {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A partnership of a nation: agencies of very different sizes, in which most modules are required of somebody. */
function nation() {
  const stream = numbers();
  const random = () => stream.next().value;
  const columns = Array.from({ length: MODULES }, (_, index) => moduleColumn(index));
  const agencies = Array.from({ length: AGENCIES }, (_, index) => {
    const members = Math.round(10 + Math.exp(random() * 7.5));
    const counts = columns.map(() => {
      if (random() < 0.2) return { n: 0, d: 0 };
      const d = random() < 0.4 ? members : Math.max(1, Math.round(members * random() * 0.5));
      return { n: Math.round(d * (0.4 + 0.6 * random())), d };
    });
    return { key: agencyRow(index), members, counts };
  });
  const cells = publishBoard(columns, agencies, null).map(({ row, column, count, isHidden }) => ({
    publishedOn: PUBLISHED_ON,
    row,
    column,
    n: isHidden ? null : count.n,
    d: isHidden ? null : count.d,
  }));
  const totals = Array.from({ length: 13 }, (_, month) =>
    cells
      .filter(({ column }) => column === TOTAL)
      .map((cell) => ({
        ...cell,
        publishedOn: calendarDate(
          `202${month === 12 ? 6 : 5}-${String((month % 12) + 1).padStart(2, '0')}-01`,
        ),
        n: cell.n && Math.max(0, cell.n - month * 5),
      })),
  ).flat();
  return boardBody({
    publishedOn: PUBLISHED_ON,
    agencies: agencies.map((_, id) => ({
      id,
      code: `agency-${id}`,
      name: `Community Health Trust of Place ${id}`,
      kind: 'community-trust',
    })),
    modules: columns.map((_, id) => ({
      id,
      slug: `module-${id}`,
      title: `What a practitioner should know of subject ${id}`,
      publishedOn: PUBLISHED_ON,
      reviews: [`review-${id % 20}`],
    })),
    reviews: [],
    cells,
    totals,
  });
}

describe('the body of a nation’s board', () => {
  const body = nation();
  const packed = packBoard(body);

  it('is 400 agencies by 150 modules and their totals in at most 150 kB', () => {
    expect(body.rows).toHaveLength(AGENCIES);
    expect(body.rows.every(({ done, required }) => done.length === 151 && required.length === 151)).toBe(
      true,
    );
    expect(packed.length).toBeLessThanOrEqual(150 * KILOBYTE);
  });

  it('is what went in when it is unpacked', () => {
    expect(JSON.parse(unpackBoard(packed))).toEqual(body);
  });

  it('refuses to keep what does not fit the contract', () => {
    const wrong = { ...body, totals: { ...body.totals, done: [-7] } };
    expect(() => packBoard(wrong)).toThrow('Too small');
  });
});
