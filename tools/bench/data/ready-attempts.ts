import type { Client } from 'pg';

/** An attempt in which everything is done but pressing Finish. */
export interface ReadyAttempt {
  readonly personId: string;
  readonly attemptId: string;
  readonly moduleId: number;
  readonly slug: string;
}

/** Whose attempts are made ready: pairs of a person and a module they have no open attempt of. */
export interface WantedAttempt {
  readonly personId: string;
  readonly moduleId: number;
}

/**
 * Opens attempts in the latest version and does all there is to do: every section opened, the scenario skipped, every
 * question answered right. Written as rows, as the product would have written them over half an hour.
 */
export async function makeReadyAttempts(
  superuser: Client,
  wanted: readonly WantedAttempt[],
): Promise<ReadyAttempt[]> {
  await superuser.query('begin');
  const { rows } = await superuser.query<ReadyAttempt>(
    `insert into attempt (person_id, id, module_id, version, position, started_at, saved_at)
     select given.person_id, gen_random_uuid(), given.module_id,
       (select max(version) from module_version v where v.module_id = given.module_id), 'finish',
       now() - interval '1 hour', now() - interval '5 minutes'
     from unnest($1::uuid[], $2::int[]) as given(person_id, module_id)
     returning person_id as "personId", id as "attemptId", module_id as "moduleId",
       (select slug from module where module.id = module_id) as slug`,
    [wanted.map(({ personId }) => personId), wanted.map(({ moduleId }) => moduleId)],
  );
  const ids = [rows.map(({ attemptId }) => attemptId)];
  await superuser.query(
    `with step as (
       select module_id, version, position + 1 as seq, 'section' as kind,
         jsonb_build_object('sectionId', section ->> 'id') as detail
       from module_version, jsonb_array_elements(content -> 'sections') with ordinality as given(section, position)
       union all
       select module_id, version, 1, 'opened', '{}' from module_version
       union all
       select module_id, version, jsonb_array_length(content -> 'sections') + 2, 'skip', '{}' from module_version
     )
     insert into attempt_event (person_id, attempt_id, seq, kind, detail, at)
     select a.person_id, a.id, step.seq, step.kind, step.detail, a.started_at + step.seq * interval '2 minutes'
     from attempt a join step on step.module_id = a.module_id and step.version = a.version
     where a.id = any($1)`,
    ids,
  );
  await superuser.query(
    `insert into answer (person_id, attempt_id, question_id, round, option_id, correct, answered_at)
     select a.person_id, a.id, question ->> 'id', 1,
       (select option ->> 'id' from jsonb_array_elements(question -> 'options') option
        where (option ->> 'correct')::boolean limit 1),
       true, a.started_at + interval '30 minutes'
     from attempt a
     join module_version v on v.module_id = a.module_id and v.version = a.version
     cross join jsonb_array_elements(v.content -> 'questions') as question
     where a.id = any($1)`,
    ids,
  );
  await superuser.query('commit');
  return rows;
}
