import type { FailedJob } from '@learning-reviews/contracts/job.contract';

/** What each kind of job does, as an administrator would say it. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  'account-merge.forget': 'Forget links by which accounts are joined',
  'account-merge.link': 'Send links by which accounts are joined',
  'account-merge.tell': 'Tell people that their accounts were joined or parted',
  'agency.succeed': 'Look for agencies that another succeeds',
  'agency.succeed-agency': 'Move people to the agency that succeeds theirs',
  'assignment.new-day': 'Look for agencies where a new day has begun',
  'assignment.new-day-agency': 'Work what begins or ends today into what an agency’s members owe',
  'assignment.recompute': 'Work a changed rule into what members owe',
  'assignment.spread': 'Look for agencies that the partnership’s rules reach',
  'assignment.spread-agency': 'Bring an agency’s rules to what the partnership says',
  'board.publish': 'Publish the month’s partnership figures',
  'email.send': 'Send email',
  'export.tidy': 'Delete old export files',
  'export.write': 'Write export files',
  'idempotency.forget': 'Forget old repeats of requests',
  'import.apply': 'Apply files that agencies brought',
  'import.check': 'Check the rows of files that agencies brought',
  'import.read': 'Read files that agencies brought',
  'import.tidy': 'Delete rows of old imports',
  'import.undo': 'Undo imports',
  'learning.count-questions': 'Count first answers to questions',
  'notice.certificate': 'Tell people that their certificates are ready',
  'notice.look': 'Look for agencies whose people have something to hear',
  'notice.send': 'Write what members and leads are to hear',
  'passphrase.forget': 'Forget links that are over',
  'passphrase.invite': 'Invite people',
  'passphrase.reset': 'Send links for a new passphrase',
  'report.check-duties': 'Hold duties to rules and evidence',
  'report.fold': 'Look for changes to count',
  'report.fold-agency': 'Add an agency’s changes to its counts',
  'report.rebuild': 'Count everything anew',
  'report.snapshot': 'Begin the day’s counts',
  'report.snapshot-agency': 'Judge an agency’s dates for the day',
  'setting.retain': 'Announce and delete what is past its time',
  'setting.changed': 'Count anew after warnings were changed',
};

/** The kind in words; a kind this page does not know yet by its own name. */
export function kindInWords(name: string): string {
  return KIND_WORDS[name] ?? name;
}

/** Why a job failed, and whose business it is. Drivers' messages never get here: they quote names. */
export function reasonInWords({ type, code, message }: FailedJob['reason']): string {
  if (message !== null) return `${message}.`;
  if (type === 'TookTooLong') return 'It took longer than it may.';
  if (type === 'Stopped') return 'The server was stopped each time before it was done.';
  if (type === 'WorkerDied') return 'The worker ended without a word each time, or took longer than it may.';
  if (code === '57014') return 'It took longer than the database allows (57014).';
  if (code !== null && /^[0-9A-Z]{5}$/.test(code)) return `The database refused it (${code}).`;
  if (code !== null) return `A connection or a file failed (${code}).`;
  return `A fault in the software (${type}). The log of the worker has the place in the code.`;
}
