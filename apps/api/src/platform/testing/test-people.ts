import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import type { AccessRole } from '@learning-reviews/contracts/permission';
import { Passphrases } from '../access/passphrase.js';

/** The passphrase of every person a test makes. */
export const TEST_PASSPHRASE = 'a passphrase for tests';

/** A job to give a person. */
export interface NewJob {
  readonly agencyId: number;
  /** In force from the first day of the membership. */
  readonly grants?: readonly AccessRole[];
  /** `YYYY-MM-DD`. */
  readonly fromOn?: string;
  readonly toOn?: string | null;
  readonly jobRole?: string;
  readonly managerMembershipId?: string | null;
  readonly teamId?: string | null;
}

/** A person as made. */
export interface MadePerson {
  readonly personId: string;
  readonly email: string;
  /** In the order of the jobs. */
  readonly membershipIds: readonly string[];
}

let hashed: Promise<string> | undefined;

/** Makes agencies and people in a test database, past every policy. */
export class TestPeople {
  constructor(private readonly superuser: Client) {}

  /** An agency, unless it is there. Agency 1, the partnership, always is. */
  async addAgency(id: number, more: { name?: string; kind?: string; small?: boolean } = {}): Promise<number> {
    const { name = `Agency ${id}`, kind = 'community-trust', small = false } = more;
    await this.superuser.query(
      `insert into agency (id, code, kind, name, small) values ($1, $2, $3, $4, $5) on conflict (id) do nothing`,
      [id, `agency-${id}`, kind, name, small],
    );
    return id;
  }

  /** A person who can sign in with `TEST_PASSPHRASE`, with a membership for each job. */
  async addPerson(email: string, ...jobs: NewJob[]): Promise<MadePerson> {
    const personId = uuid();
    const name = email.split('@')[0]!;
    hashed ??= new Passphrases().hash(TEST_PASSPHRASE);
    await this.superuser.query(
      'insert into person (id, email_norm, name, email_verified_at) values ($1, $2, $3, now())',
      [personId, email, name],
    );
    await this.superuser.query(
      'insert into access.credential (person_id, passphrase_hash, changed_at) values ($1, $2, now())',
      [personId, await hashed],
    );
    const membershipIds: string[] = [];
    for (const job of jobs) membershipIds.push(await this.addMembership(personId, name, job));
    return { personId, email, membershipIds };
  }

  /** A membership with its grants. */
  async addMembership(personId: string, name: string, job: NewJob): Promise<string> {
    const id = uuid();
    const { agencyId, fromOn = '2024-01-01', toOn = null, jobRole = 'school-nurse', grants = [] } = job;
    await this.addAgency(agencyId);
    await this.superuser.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name,
         search_name, work_email, job_role, team_id, manager_membership_id, from_on, to_on)
       values ($1, $2, $3, $4, $5, 'Example', $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        agencyId,
        id,
        personId,
        id.slice(-8),
        name,
        `${name} Example`,
        `example ${name.toLowerCase()}`,
        `${name}@work.example`,
        jobRole,
        job.teamId ?? null,
        job.managerMembershipId ?? null,
        fromOn,
        toOn,
      ],
    );
    for (const role of grants) {
      await this.superuser.query(
        'insert into membership_grant (agency_id, membership_id, access_role, from_on) values ($1, $2, $3, $4)',
        [agencyId, id, role, fromOn],
      );
    }
    return id;
  }

  /** A completion of the latest version of a module, with its certificate, as the person's own record has it. */
  async addCompletion(personId: string, moduleId: number, completedAt: string): Promise<string> {
    const [attemptId, completionId] = [uuid(), uuid()];
    const version = '(select max(version) from module_version where module_id = $3)';
    await this.superuser.query(
      `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
       values ($1, $2, $3, ${version}, 'complete', $4, $4, $4)`,
      [personId, attemptId, moduleId, completedAt],
    );
    await this.superuser.query(
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count,
         question_count, minutes)
       values ($1, $2, $5, $3, ${version}, $4, 7, 8, 35)`,
      [personId, completionId, moduleId, completedAt, attemptId],
    );
    const number = completionId
      .replaceAll(/[^0-9a-f]/g, '')
      .slice(-20)
      .toUpperCase();
    await this.superuser.query(
      'insert into certificate (number, person_id, completion_id, issued_at) values ($1, $2, $3, $4)',
      [number, personId, completionId, completedAt],
    );
    return completionId;
  }
}
