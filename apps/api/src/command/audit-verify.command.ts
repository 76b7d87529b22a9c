import type { ChainCheck } from '@learning-reviews/domain/audit/seal';
import { AuditVerifier } from '../platform/audit/audit-verifier.js';
import { AgencyDirectoryService } from './agency-directory.service.js';
import type { OperatorCommand } from './operator-command.js';
import { NO_AGENCY } from './operator-scope.js';
import { counted } from './text-columns.js';

/** `audit verify` */
export const AUDIT_VERIFY: OperatorCommand = {
  name: ['audit', 'verify'],
  summary: 'prove that nobody has changed the audit log',
  description:
    'Walks the chain of each agency’s audit log from its beginning and names the first row that was ' +
    'edited, removed or moved. Ends with 1 when there is one. Keep the last hash it prints somewhere ' +
    'else: only that shows when the end of a chain was cut off.',
  examples: ['', '--agency southmoor --json'],
  declare: (command) => void command.option('--agency <code>', 'one agency alone; all of them when left out'),
  async run(place, options) {
    const directory = place.get(AgencyDirectoryService);
    const verifier = place.get(AuditVerifier);
    const agencies: Checked[] = [];
    for (const { id, code } of await directory.choose(NO_AGENCY, options['agency'] as string | undefined)) {
      place.signal.throwIfAborted();
      agencies.push(checked(code, await verifier.verify(id)));
    }
    const bad = agencies.filter(({ firstBad }) => firstBad !== null);
    const rows = agencies.reduce((sum, one) => sum + one.rows, 0);
    const heads = agencies.filter(({ lastHash }) => lastHash !== null);
    return {
      document: { isWhole: bad.length === 0, rows, agencies },
      lines: [
        ...heads.map((one) => `${one.agency}: ${counted(one.rows, 'row')}, last hash ${one.lastHash}`),
        ...bad.map((one) => `${one.agency}: ${sentenceOf(one)}`),
        `${counted(agencies.length, 'agency', 'agencies')}, ${counted(rows, 'sealed row')}, ${
          bad.length === 0 ? 'all as they were sealed' : `${bad.length} not as sealed`
        }`,
      ],
      isWrong: bad.length > 0,
    };
  },
};

/** What the verifier found in one agency. */
interface Checked {
  readonly agency: string;
  /** Sealed rows that are as they were. */
  readonly rows: number;
  /** Of the end of the chain; `null` when it is empty or broken. */
  readonly lastHash: string | null;
  readonly firstBad: {
    readonly seq: number;
    readonly rowId: string | null;
    readonly fault: 'edited' | 'deleted' | 'reordered';
  } | null;
}

const WHAT_HAPPENED = { edited: 'was edited', deleted: 'was removed', reordered: 'was moved' } as const;

function checked(agency: string, check: ChainCheck): Checked {
  if (check.isIntact)
    return { agency, rows: check.head.seq, lastHash: check.head.hash || null, firstBad: null };
  const { seq, rowId, fault } = check;
  return { agency, rows: seq - 1, lastHash: null, firstBad: { seq, rowId, fault } };
}

function sentenceOf({ firstBad }: Checked): string {
  if (firstBad === null) return '';
  const { seq, rowId, fault } = firstBad;
  return `row ${seq} (${rowId ?? 'its id is not known'}) ${WHAT_HAPPENED[fault]}; what follows it proves nothing`;
}
