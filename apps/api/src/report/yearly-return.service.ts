import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@learning-reviews/content/canonical-json';
import {
  type AttestedReturn,
  type AttestYearlyReturnRequest,
  type ReturnAttestation,
  returnFigures,
  type SavedYearlyReturn,
  type SaveYearlyReturnRequest,
  type YearlyReturn,
  type YearlyReturnFileQuery,
  type YearlyReturnWords,
  yearlyReturnWords,
} from '@learning-reviews/contracts/yearly-return.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  type ReportingYear,
  reportingYearNamed,
  reportingYearsUpTo,
} from '@learning-reviews/domain/report/reporting-year';
import { readLinks } from '@learning-reviews/domain/report/return-heading';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { findWorkforceGroups } from '../platform/setting/workforce-groups.js';
import { ReturnFiguresService } from './return-figures.service.js';
import { RETURN_SCHEMA, returnFile } from './yearly-return-file.js';
import { type AttestationRow, YearlyReturnRepository } from './yearly-return.repository.js';

/** As many years as an export reaches. */
const YEARS_OFFERED = 6;

const NOTHING_WRITTEN: YearlyReturnWords = {
  qualityAssurance: '',
  sharedLearning: '',
  changedPractice: '',
  supervision: '',
  gapsAndPlan: '',
  evidenceLinks: '',
  scores: { training: null, induction: null, sharedLearning: null, changedPractice: null, supervision: null },
};

/** What an attestation freezes. */
const frozenReturn = z.strictObject({
  schema: z.literal(RETURN_SCHEMA),
  agency: z.string(),
  figures: returnFigures,
  words: yearlyReturnWords,
});

/** The yearly return of one agency: figures that are counted, words that a lead writes, and what was attested. */
@Injectable()
export class YearlyReturnService {
  constructor(
    private readonly database: Database,
    private readonly returns: YearlyReturnRepository,
    private readonly figures: ReturnFiguresService,
    private readonly onceOnly: OnceOnly,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A year as it stands; the running year for a text that names none of those offered. */
  read(scope: AgencyScope, asked: string | undefined): Promise<YearlyReturn> {
    const today = this.clock.today(scope.timeZone);
    const years = reportingYearsUpTo(today, YEARS_OFFERED);
    const year = yearOffered(years, asked);
    return this.database.read(scope, async (tx) => {
      const { agency } = await this.returns.findMarks(scope, tx);
      const draft = await this.returns.findDraft(scope, tx, numberOf(year));
      const attestations = await this.returns.findAttestations(scope, tx, numberOf(year));
      const figures = await this.figures.count(scope, tx, year, today);
      return {
        agency,
        year,
        years: years.map(({ label }) => label),
        figures,
        figuresSha256: sha256Of(figures),
        draft: {
          words: draft === undefined ? NOTHING_WRITTEN : yearlyReturnWords.parse(draft.words),
          revision: draft?.revision ?? 0,
          savedAt: draft?.savedAt.toISOString() ?? null,
          savedBy: draft?.savedBy ?? null,
        },
        attestations: attestations.map(asAttestation),
      };
    });
  }

  /**
   * Saves what is written. The save that was kept last, sent again by a browser that never heard the answer, changes
   * nothing.
   *
   * @throws DomainError `request.not-found` for a year that is not offered; `stale.version` when a colleague, another
   *   tab or another device has saved since.
   */
  save(
    scope: AgencyScope,
    { year: asked, revision, words }: SaveYearlyReturnRequest,
  ): Promise<SavedYearlyReturn> {
    const year = this.yearToWrite(scope, asked);
    const at = this.clock.now();
    return this.database.write(scope, async (tx) => {
      const change = { year: numberOf(year), revision, words, at };
      if (await this.returns.saveDraft(scope, tx, change)) {
        await this.audit.record(scope, tx, 'yearly-return.saved', `yearly-return:${year.label}`, {
          revision: revision + 1,
        });
        return { revision: revision + 1, savedAt: at.toISOString() };
      }
      const kept = await this.returns.findDraft(scope, tx, numberOf(year));
      const isSame = kept?.revision === revision + 1 && canonicalJson(kept.words) === canonicalJson(words);
      if (isSame) return { revision: kept.revision, savedAt: kept.savedAt.toISOString() };
      throw staleDraft();
    });
  }

  /**
   * Freezes figures and words as they are now, with who says that they are right.
   *
   * @throws DomainError `request.not-found` for a year that is not offered; `stale.version` when the words were saved
   *   anew or somebody attested at the same moment; `return.figures-changed` when the figures are no longer those that
   *   were looked at; `request.invalid` for a link that is none.
   */
  attest(
    scope: AgencyScope,
    submission: Submission,
    request: AttestYearlyReturnRequest,
  ): Promise<ReturnAttestation> {
    const year = this.yearToWrite(scope, request.year);
    const on = this.clock.today(scope.timeZone);
    return this.onceOnly.write(scope, submission, async (tx) => {
      const draft = await this.returns.findDraft(scope, tx, numberOf(year));
      if ((draft?.revision ?? 0) !== request.revision) throw staleDraft();
      const words = draft === undefined ? NOTHING_WRITTEN : yearlyReturnWords.parse(draft.words);
      refuseBadLinks(words.evidenceLinks);
      const figures = await this.figures.count(scope, tx, year, on);
      if (sha256Of(figures) !== request.figuresSha256) {
        throw new DomainError(
          'return.figures-changed',
          'The figures have changed since you looked at them. Check them again, then sign',
        );
      }
      const { agency, name } = await this.returns.findMarks(scope, tx);
      const [latest] = await this.returns.findAttestations(scope, tx, numberOf(year));
      const attested = {
        id: uuid(),
        year: numberOf(year),
        number: (latest?.number ?? 0) + 1,
        at: this.clock.now(),
        on,
        by: name,
        role: request.role,
        content: { schema: RETURN_SCHEMA, agency, figures, words },
      };
      const row = { ...attested, sha256: sealOf(attested) };
      await this.returns.insertAttestation(scope, tx, row);
      await this.audit.record(scope, tx, 'yearly-return.attested', `yearly-return-attestation:${row.id}`, {
        year: year.label,
        number: row.number,
        sha256: row.sha256,
      });
      return asAttestation(row);
    });
  }

  /**
   * A return as it was attested.
   *
   * @throws DomainError `request.not-found`
   */
  readAttested(scope: AgencyScope, id: string): Promise<AttestedReturn> {
    return this.database.read(scope, (tx) => this.attested(scope, tx, id));
  }

  /** A return as a CSV file: one that was attested, or the year as it stands. Taking it is audited. */
  async file(
    scope: AgencyScope,
    { year: asked, attestation: id }: YearlyReturnFileQuery,
  ): Promise<{ name: string; text: string }> {
    const attested = id === undefined ? null : await this.readAttested(scope, id);
    const shown = attested ?? (await this.read(scope, asked));
    const words = attested?.words ?? ('draft' in shown ? shown.draft.words : NOTHING_WRITTEN);
    const { code, groups } = await this.database.write(scope, async (tx) => {
      await this.audit.record(scope, tx, 'yearly-return.downloaded', `yearly-return:${shown.year.label}`, {
        attestation: id ?? null,
      });
      const groups = await findWorkforceGroups(scope, tx, calendarDate(shown.figures.on));
      return { code: (await this.returns.findMarks(scope, tx)).code, groups };
    });
    const { agency, year, figures } = shown;
    const signed = attested?.attestation ?? null;
    const state = signed === null ? 'draft' : `attested-${signed.number}`;
    return {
      name: `${code}-yearly-return-${year.label}-${state}.csv`,
      text: returnFile({
        agency,
        code,
        year,
        figures,
        groups,
        words,
        signed,
        isReplaced: attested?.isReplaced ?? false,
      }),
    };
  }

  private async attested(scope: AgencyScope, tx: Transaction, id: string): Promise<AttestedReturn> {
    const found = await this.returns.findAttestation(scope, tx, id);
    if (found === undefined) throw notFound();
    const { agency, figures, words } = frozenReturn.parse(found.content);
    const label = `${found.year}-${String((found.year + 1) % 100).padStart(2, '0')}`;
    const year = reportingYearNamed(label);
    if (year === null) throw new Error(`An attestation is kept for ${label}, which is no reporting year`);
    return {
      agency,
      year,
      figures,
      words,
      attestation: asAttestation(found),
      isReplaced: found.number < found.latest,
    };
  }

  private yearToWrite(scope: AgencyScope, asked: string): ReportingYear {
    const years = reportingYearsUpTo(this.clock.today(scope.timeZone), YEARS_OFFERED);
    const year = years.find(({ label }) => label === asked);
    if (year === undefined) throw notFound();
    return year;
  }
}

function yearOffered(years: readonly ReportingYear[], asked: string | undefined): ReportingYear {
  const [running] = years;
  const year = years.find(({ label }) => label === asked) ?? running;
  if (year === undefined) throw new Error('At least the running year is offered');
  return year;
}

/** The year as it is stored: the one in which it begins. */
function numberOf({ startsOn }: ReportingYear): number {
  return Number(startsOn.slice(0, 4));
}

function staleDraft(): DomainError {
  return new DomainError(
    'stale.version',
    'A colleague, or you on another page, has changed this return. Copy what you have written, then reload the page',
  );
}

function refuseBadLinks(evidenceLinks: string): void {
  const [bad] = readLinks(evidenceLinks).bad;
  if (bad === undefined) return;
  const message = `Line ${bad.line} of the links is not a web address. Begin it with https://, or put it into a text above`;
  throw new DomainError('request.invalid', message, { errors: [{ field: 'words.evidenceLinks', message }] });
}

/** What an attestation is sealed over: everything a reader sees of it. */
function sealOf({
  year,
  number,
  on,
  by,
  role,
  content,
}: Pick<AttestationRow, 'year' | 'number' | 'by' | 'role' | 'content'> & { on: CalendarDate }): string {
  return sha256Of({ year, number, on, by, role, content });
}

function asAttestation(row: AttestationRow): ReturnAttestation {
  const { id, number, by, role, on, at, sha256 } = row;
  return { id, number, by, role, on, at: at.toISOString(), sha256, isIntact: sealOf(row) === sha256 };
}

function sha256Of(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
