import { readStatementLog, statementsWith, transactionsOf } from './statement-log.ts';

const LOG = `<<10>> LOG:  statement: start transaction read only
<<10>> LOG:  execute enter-scope: select set_config('role', $1, true),
\t  set_config('app.agency_id', $2, true)
<<10>> DETAIL:  Parameters: $1 = 'lr_person', $2 = ''
<<11>> LOG:  statement: start transaction read only
<<11>> LOG:  execute enter-scope: select set_config('role', $1, true)
<<11>> DETAIL:  Parameters: $1 = 'lr_job'
<<10>> LOG:  execute <unnamed>: select $1, $2
<<10>> DETAIL:  Parameters: $1 = 'it''s, $2 = ''x''', $2 = NULL
<<10>> LOG:  checkpoint starting: time
<<11>> LOG:  statement: commit
<<10>> LOG:  statement: commit
`;

describe('readStatementLog', () => {
  it('reads statements over several lines with their parameters', () => {
    const statements = readStatementLog(LOG);
    expect(statements.map(({ connection }) => connection)).toEqual([
      '10',
      '10',
      '11',
      '11',
      '10',
      '11',
      '10',
    ]);
    expect(statements[1]?.sql).toBe(
      "select set_config('role', $1, true),\n  set_config('app.agency_id', $2, true)",
    );
    expect(statements[1]?.parameters).toEqual(['lr_person', '']);
    expect(statements[4]?.parameters).toEqual(["it's, $2 = 'x'", null]);
  });
});

describe('transactionsOf', () => {
  it('takes whole transactions of one role apart from the others', () => {
    const [transaction, ...others] = transactionsOf(readStatementLog(LOG), 'lr_person');
    expect(others).toEqual([]);
    expect(transaction?.map(({ sql }) => sql.split(' ')[0])).toEqual(['start', 'select', 'select', 'commit']);
  });
});

describe('statementsWith', () => {
  const log = `${LOG}<<12>> LOG:  execute <unnamed>: select sess from session where sid = $1
<<12>> DETAIL:  Parameters: $1 = 'secret-of-lr_person'
<<12>> LOG:  execute <unnamed>: select 1
`;

  it('takes whole transactions and single statements that name what is looked for, and nothing of others', () => {
    const statements = statementsWith(readStatementLog(log), ['lr_person']);
    expect(statements.map(({ connection }) => connection)).toEqual(['10', '10', '10', '10', '12']);
    expect(statements.at(-1)?.sql).toBe('select sess from session where sid = $1');
  });

  it('finds nothing where nothing is named', () => {
    expect(statementsWith(readStatementLog(log), ['nobody'])).toEqual([]);
  });
});
