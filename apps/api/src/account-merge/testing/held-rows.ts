import type { Client } from 'pg';

/**
 * Every table that says whose a row is, and what joining two accounts does with it. A table that is not named here
 * fails the test that compares this list with the catalogue, until somebody has decided.
 *
 * - moves: the rows become those of the account that stays, and go back when that is undone
 * - by-rule: moves where the account that stays has none
 * - stays: is kept with the account that was joined, which nobody signs in to until it is undone
 * - merge: is about joining itself
 */
export const DECIDED: Readonly<Record<string, 'moves' | 'by-rule' | 'stays' | 'merge'>> = {
  'access.credential': 'stays', // the account cannot be signed in to, so nothing opens with it; undoing gives it back
  'access.passphrase_link': 'stays', // opens nothing while its account is not in use
  'access.session': 'stays', // ended, not moved
  'access.sign_in_event': 'stays', // what happened to that address
  'access.merge_link': 'merge',
  account_merge: 'merge',
  account_merge_proof: 'merge',
  account_merge_row: 'merge',
  agency_completion: 'moves',
  answer: 'moves',
  attempt: 'moves',
  attempt_event: 'moves',
  certificate: 'moves',
  completion: 'moves',
  completion_correction: 'moves',
  cpd_entry: 'moves',
  duty_exception: 'moves',
  idempotency: 'stays', // answers to a session that is over; forgotten after a day
  leave_period: 'moves',
  membership: 'moves',
  notice: 'moves',
  person_registration: 'by-rule', // a person answers to one regulator at a time
  reflection: 'moves',
  standing: 'moves',
  unwanted_mail: 'stays', // which emails somebody wants is what the account that stays says
};

/** Tables with a column of this name, from the catalogue; those outside `public` with their schema. */
export async function tablesOfPeople(superuser: Client): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'access') order by 1`);
  return rows.map(({ name }) => name);
}

/** Rows as text, by table and sorted. */
export type HeldRows = Readonly<Record<string, readonly string[]>>;

/** What differs though nothing was lost: a count of changes, and a seal, which is made anew. */
const LEFT_OUT = ['ciphertext', 'nonce', 'tag'];

/** All rows of some people, table by table; those about joining itself and the sessions that it ends are left out. */
export async function rowsOf(superuser: Client, people: readonly string[]): Promise<HeldRows> {
  const held: Record<string, string[]> = {};
  for (const table of await tablesOfPeople(superuser)) {
    if (DECIDED[table] === 'merge' || table === 'access.session') continue;
    const { rows } = await superuser.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where person_id = any($1)`,
      [people],
    );
    held[table] = rows.map(({ row }) => textOf(table, row)).sort();
  }
  const { rows } = await superuser.query<{ row: Record<string, unknown> }>(
    'select to_jsonb(t) as row from person t where id = any($1)',
    [people],
  );
  held['person'] = rows.map(({ row }) => textOf('person', row)).sort();
  return held;
}

function textOf(table: string, row: Record<string, unknown>): string {
  const kept = Object.entries(row).filter(
    ([column]) => !LEFT_OUT.includes(column) && !(table === 'membership' && column === 'revision'),
  );
  return JSON.stringify(Object.fromEntries(kept));
}

/** The same rows without whose they are, to compare what two accounts hold together. */
export function withoutOwner(held: HeldRows): HeldRows {
  return Object.fromEntries(
    Object.entries(held).map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify({ ...(JSON.parse(row) as object), person_id: null })).sort(),
    ]),
  );
}
