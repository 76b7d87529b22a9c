import type { FailedJob, JobStatus } from '@learning-reviews/contracts/job.contract';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { JobsPage } from './jobs-page.js';

const FAILED: FailedJob = {
  id: '0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b11',
  kind: 'email.send',
  agencyName: 'Southmoor Community Trust',
  failedAt: '2026-11-22T10:05:00.000Z',
  tries: 201,
  reason: { type: 'JobFault', code: null, message: 'The mail could not be sent (ECONNREFUSED)' },
};
const status = (change: Partial<JobStatus> = {}): JobStatus => ({
  asAt: '2026-11-23T09:00:00.000Z',
  lateSince: null,
  kinds: [
    {
      name: 'board.publish',
      waiting: 0,
      running: 0,
      failed: 0,
      lastSucceededAt: '2026-11-23T08:05:00.000Z',
      nextAt: '2026-11-23T09:05:00.000Z',
    },
    { name: 'email.send', waiting: 12, running: 2, failed: 1, lastSucceededAt: null, nextAt: null },
  ],
  failed: [],
  ...change,
});

describe('jobs page', () => {
  const user = userEvent.setup();
  let page: SignedInPage;
  const open = async (change: Partial<JobStatus> = {}) => {
    page = await openSignedIn([{ path: 'admin/jobs', component: JobsPage }], '/admin/jobs');
    await page.answer('GET', '/api/job', status(change));
  };
  const row = (table: RegExp, name: RegExp) =>
    [...within(screen.getByRole('table', { name: table })).getByRole('row', { name }).children]
      .map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim())
      .join(' | ');

  it('shows each kind in words, with what waits, runs and failed, and when it comes next', async () => {
    await open();
    expect(row(/^Each kind of job, on 23 November 2026 at 9:00am/, /^Publish the month/)).toContain(
      '| 0 | 0 | 0 | 23 November 2026 at 8:05am | 23 November 2026 at 9:05am',
    );
    expect(row(/^Each kind/, /^Send email/)).toContain(
      '| 12 | 2 | 1 | Not in the last seven days | When it is needed',
    );
    expect(screen.getByText('No job has failed.')).toBeTruthy();
    expect(screen.queryByText(/Check that a worker is running/)).toBeNull();
  });

  it('warns when work waits and nobody does it', async () => {
    await open({ lateSince: '2026-11-23T08:40:00.000Z' });
    expect(document.body.textContent).toContain('waiting since 23 November 2026 at 8:40am');
  });

  it('says why a job failed, and has it tried once more', async () => {
    await open({ failed: [FAILED] });
    expect(row(/^Failed jobs/, /^Send email/)).toContain(
      'Southmoor Community Trust | 22 November 2026 at 10:05am, after 201 tries | The mail could not be sent (ECONNREFUSED).',
    );
    await user.click(screen.getByRole('button', { name: /^Try again to send email, given up/ }));
    await page.answer('POST', `/api/job/${FAILED.id}/retry`, null);
    await page.answer('GET', '/api/job', status());
    expect(screen.getByRole('alert').textContent).toContain('“Send email” is tried once more.');
    expect(screen.getByText('No job has failed.')).toBeTruthy();
  });

  it.each([
    [{ type: 'QueryFailedError', code: '23503', message: null }, 'The database refused it (23503).'],
    [{ type: 'QueryFailedError', code: '57014', message: null }, 'It took longer than the database allows'],
    [{ type: 'Error', code: 'ENOSPC', message: null }, 'A connection or a file failed (ENOSPC).'],
    [{ type: 'TookTooLong', code: null, message: null }, 'It took longer than it may.'],
    [{ type: 'Stopped', code: null, message: null }, 'The server was stopped each time'],
    [{ type: 'WorkerDied', code: null, message: null }, 'The worker ended without a word each time'],
    [{ type: 'TypeError', code: null, message: null }, 'A fault in the software (TypeError).'],
  ])('says for %j: %s', async (reason, words) => {
    await open({ failed: [{ ...FAILED, kind: 'new.kind', agencyName: null, reason }] });
    expect(row(/^Failed jobs/, /^new\.kind/)).toContain(words);
    expect(row(/^Failed jobs/, /^new\.kind/)).toContain('The whole partnership');
  });

  it('says so when it cannot be loaded, and asks again', async () => {
    page = await openSignedIn([{ path: 'admin/jobs', component: JobsPage }], '/admin/jobs');
    await page.refuse('GET', '/api/job', 500);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await page.answer('GET', '/api/job', status());
    expect(screen.getByRole('heading', { level: 1, name: 'Background jobs' })).toBeTruthy();
  });
});
