import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { Importing } from './testing/importing.js';

let at: Importing;
beforeAll(async () => void (at = await Importing.start()));
afterAll(() => at?.app.close());
beforeEach(() => at.nextAgency());

describe('the training leads among those a file does not name', () => {
  const idOf = async (email: string) => {
    const [row] = await at.query<{ id: string }>(
      `select m.id from membership m join person p on p.id = m.person_id
       where m.agency_id = $1 and p.email_norm = $2`,
      [at.agencyId, email],
    );
    return row!.id;
  };
  const first = () => idOf(`lead@${at.agencyId}.example`);
  const addSecond = async () => {
    const email = `second@${at.agencyId}.example`;
    await at.app.people.addPerson(email, { agencyId: at.agencyId, grants: ['training-lead'] });
    return idOf(email);
  };
  const leaving = (membershipId: string, lastDay: CalendarDate) => ({ membershipId, lastDay });

  it.each([
    ['today', 0],
    ['in a month', 30],
    ['a month ago', -30],
  ])('cannot all go: the last one stays, whether let go %s, and nothing is applied', async (_when, days) => {
    const detail = await at.bring(at.file(at.person(1)));
    const answer = await at.order(detail, { leavers: [leaving(await first(), addDays(at.today, days))] });
    expect([answer.status, answer.body]).toMatchObject([
      409,
      {
        code: 'membership.last-lead',
        message: 'This would leave your agency without a training lead. Give somebody else that role first',
      },
    ]);
    await at.app.runJobs();
    expect(await at.read(detail.id)).toMatchObject({ state: 'checked', leavers: 0 });
    expect(await at.members()).toEqual([]);
  });

  it('can go while another stays', async () => {
    const second = await addSecond();
    const detail = await at.bring(at.file(at.person(1)));
    expect(await at.apply(detail, { leavers: [leaving(second, at.today)] })).toMatchObject({
      state: 'applied',
      leavers: 1,
    });
  });

  it('cannot go one after the other, each on a day of their own', async () => {
    const second = await addSecond();
    const detail = await at.bring(at.file(at.person(1)));
    const leavers = [leaving(second, at.today), leaving(await first(), addDays(at.today, 10))];
    expect((await at.order(detail, { leavers })).body.code).toBe('membership.last-lead');
  });

  it('cannot all go because somebody used to be one, on the past day that was chosen', async () => {
    const second = await addSecond();
    await at.query(`update membership_grant set to_on = $2 where agency_id = $1 and membership_id = $3`, [
      at.agencyId,
      addDays(at.today, -5),
      second,
    ]);
    const detail = await at.bring(at.file(at.person(1)));
    const leavers = [leaving(await first(), addDays(at.today, -30))];
    expect((await at.order(detail, { leavers })).body.code).toBe('membership.last-lead');
  });

  it('cannot all go before the next one begins, though somebody else goes later', async () => {
    const [second, plain] = [await addSecond(), `plain@${at.agencyId}.example`];
    await at.app.people.addPerson(plain, { agencyId: at.agencyId });
    await at.query(`update membership_grant set from_on = $2 where agency_id = $1 and membership_id = $3`, [
      at.agencyId,
      addDays(at.today, 20),
      second,
    ]);
    const detail = await at.bring(at.file(at.person(1)));
    const leavers = [leaving(await first(), at.today), leaving(await idOf(plain), addDays(at.today, 30))];
    expect((await at.order(detail, { leavers })).body.code).toBe('membership.last-lead');
  });
});
