import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { ReflectionSeal } from '../platform/reflection/reflection-seal.js';
import { OwnAccess } from './own-access.js';
import { OwnDataThrottle } from './own-data-throttle.js';
import { OwnRecordRepository } from './own-record.repository.js';
import {
  ACCESS_SECTIONS,
  NOT_INCLUDED,
  OWN_SECTIONS,
  type OwnRow,
  type OwnSection,
  type OwnSectionName,
} from './own-section.js';
import { pageEnd, pageSection, pageStart } from './readable-page.js';

/** Raised when a reader of the file would have to change; docs/own-data.md says what it means. */
const FORMAT_VERSION = 1;

/** A section with its rows. */
type FilledSection = OwnSection & { readonly rows: readonly OwnRow[] };

/**
 * Writes everything held about a person into one file, a section at a time: nothing is stored, and no more than one
 * section is in memory. (ADR 27)
 */
@Injectable()
export class OwnDataFileService {
  constructor(
    private readonly database: Database,
    private readonly records: OwnRecordRepository,
    private readonly access: OwnAccess,
    private readonly seal: ReflectionSeal,
    private readonly throttle: OwnDataThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * All of it as JSON, to be read once.
   *
   * @throws DomainError `request.too-many`
   */
  async json(scope: PersonScope, request: Pick<Request, 'ip'>): Promise<AsyncIterable<string>> {
    await this.throttle.count(scope, request);
    return this.jsonText(scope);
  }

  /**
   * All of it as a page of its own, to be read once.
   *
   * @throws DomainError `request.too-many`
   */
  async page(scope: PersonScope, request: Pick<Request, 'ip'>): Promise<AsyncIterable<string>> {
    await this.throttle.count(scope, request);
    return this.pageText(scope);
  }

  private async *jsonText(scope: PersonScope): AsyncIterable<string> {
    const head = {
      format: 'learning-reviews-own-data',
      version: FORMAT_VERSION,
      madeAt: this.clock.now().toISOString(),
      personId: scope.personId,
      notIncluded: NOT_INCLUDED,
    };
    yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "records": [`;
    let isFirst = true;
    for await (const { name, heading, about, rows } of this.sections(scope)) {
      yield `${isFirst ? '' : ','}\n    ${JSON.stringify({ name, heading, about, rows })}`;
      isFirst = false;
    }
    yield '\n  ]\n}\n';
  }

  private async *pageText(scope: PersonScope): AsyncIterable<string> {
    yield pageStart(this.clock.now(), [...OWN_SECTIONS, ...ACCESS_SECTIONS]);
    for await (const { rows, ...section } of this.sections(scope)) yield pageSection(section, rows);
    yield pageEnd(NOT_INCLUDED);
  }

  /** Each section in a transaction of its own: a slow reader holds none open. */
  private async *sections(scope: PersonScope): AsyncIterable<FilledSection> {
    for (const section of OWN_SECTIONS) yield { ...section, rows: await this.rowsOf(scope, section.name) };
    for (const section of ACCESS_SECTIONS)
      yield { ...section, rows: await this.access.find(scope, section.name) };
  }

  private rowsOf(scope: PersonScope, name: OwnSectionName): Promise<OwnRow[]> {
    return this.database.read(scope, async (tx) => {
      if (name !== 'reflection') return this.records.find(scope, tx, name);
      const kept = await this.records.findReflections(scope, tx);
      return kept.map(({ row, sealed }) => ({
        ...row,
        words: JSON.parse(this.seal.open(scope.personId, sealed)) as unknown,
      }));
    });
  }
}
