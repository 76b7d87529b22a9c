import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { AgencyDirectoryRepository, type ListedAgency } from './agency-directory.repository.js';
import { WrongCall } from './operator-command.js';

/** Tells an operator which agencies there are. */
@Injectable()
export class AgencyDirectoryService {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyDirectoryRepository,
  ) {}

  /** Every agency by number, closed ones too. Of no agency's scope. */
  list(scope: JobScope): Promise<ListedAgency[]> {
    return this.database.read(scope, (tx) => this.agencies.findAll(scope, tx));
  }

  /**
   * The agencies a command is about: the one with this code, or all of them.
   *
   * @throws WrongCall when there is none of that code.
   */
  async choose(scope: JobScope, code: string | undefined): Promise<ListedAgency[]> {
    const all = await this.list(scope);
    return code === undefined ? all : [named(all, code)];
  }

  /**
   * The agency with this code.
   *
   * @throws WrongCall when there is none.
   */
  async find(scope: JobScope, code: string): Promise<ListedAgency> {
    return named(await this.list(scope), code);
  }
}

function named(agencies: readonly ListedAgency[], code: string): ListedAgency {
  const found = agencies.find((agency) => agency.code === code);
  if (found !== undefined) return found;
  throw new WrongCall(`There is no agency "${code}". List them with: npm run cli -- agency list`);
}
