/** One statement as PostgreSQL ran it. */
export interface LoggedStatement {
  /** The server process, which stands for the connection. */
  readonly connection: string;
  readonly sql: string;
  /** Texts in the order `$1, $2, …`; `null` for NULL. */
  readonly parameters: readonly (string | null)[];
}

/** What `log_line_prefix` must be for `readStatementLog`: the server process, marked so that no SQL looks like it. */
export const LOG_LINE_PREFIX = '<<%p>> ';

const ENTRY = /^<<(\d+)>> (LOG|DETAIL): {2}(?:statement: |execute [^:]+: |[Pp]arameters: )([\s\S]*)$/;
const ENDS: ReadonlySet<string> = new Set(['commit', 'rollback']);
const PARAMETER = /\$\d+ = (?:NULL|'((?:[^']|'')*)')/g;

/**
 * Reads what PostgreSQL logged under `log_statement = all`, in the order in which it ran. The database's own answer to
 * "which SQL does this request send?", so that what it is compared with sends the very same.
 */
export function readStatementLog(log: string): LoggedStatement[] {
  const statements: { connection: string; sql: string; parameters: (string | null)[] }[] = [];
  for (const entry of log.split(/\n(?=<<\d+>> )/)) {
    const [, connection, kind, text] = ENTRY.exec(entry.trimEnd()) ?? [];
    if (connection === undefined || text === undefined) continue;
    if (kind === 'LOG') {
      // Lines after the first are indented by one tab in the log.
      statements.push({ connection, sql: text.replaceAll('\n\t', '\n'), parameters: [] });
      continue;
    }
    const latest = statements.findLast((statement) => statement.connection === connection);
    latest?.parameters.push(
      ...[...text.matchAll(PARAMETER)].map(([, value]) => value?.replaceAll("''", "'") ?? null),
    );
  }
  return statements;
}

/**
 * The statements of everything that names one of `markers` among its parameters, in the order in which it began: whole
 * transactions, and single statements outside of any.
 */
export function statementsWith(
  statements: readonly LoggedStatement[],
  markers: readonly string[],
): LoggedStatement[] {
  const open = new Map<string, LoggedStatement[]>();
  const units: LoggedStatement[][] = [];
  for (const statement of statements) {
    if (statement.sql.startsWith('start transaction')) open.set(statement.connection, []);
    const transaction = open.get(statement.connection);
    const unit = transaction ?? [];
    unit.push(statement);
    if (unit.length === 1) units.push(unit);
    if (ENDS.has(statement.sql)) open.delete(statement.connection);
  }
  const isMarked = ({ parameters }: LoggedStatement) =>
    parameters.some((value) => value !== null && markers.some((marker) => value.includes(marker)));
  return units.filter((unit) => unit.some(isMarked)).flat();
}

/**
 * The transactions in which one of the statements names `marker`, such as a role: what a request did, without what
 * timers did meanwhile.
 */
export function transactionsOf(statements: readonly LoggedStatement[], marker: string): LoggedStatement[][] {
  const open = new Map<string, LoggedStatement[]>();
  const ended: LoggedStatement[][] = [];
  for (const statement of statements) {
    if (statement.sql.startsWith('start transaction')) open.set(statement.connection, []);
    const transaction = open.get(statement.connection);
    transaction?.push(statement);
    if (statement.sql !== 'commit' || transaction === undefined) continue;
    ended.push(transaction);
    open.delete(statement.connection);
  }
  return ended.filter((transaction) => transaction.some(({ parameters }) => parameters.includes(marker)));
}
