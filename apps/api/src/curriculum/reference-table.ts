import type { Content } from '@learning-reviews/content/read-content';
import type { SupportContact } from '@learning-reviews/content/reference-content';

/** One statement that brings a reference table to what the files say, and the rows it is given as `$1`. */
export interface ReferenceStatement {
  readonly sql: string;
  readonly rows: readonly object[];
}

/**
 * What has to be said so that the reference tables hold what the files hold: first what others point at.
 * Every statement changes only rows that differ, so that a start without news writes nothing.
 *
 * Themes, sources and job roles are never deleted, because published versions name them; a review whose
 * file is gone is withdrawn. MERGE rather than INSERT … ON CONFLICT: the latter takes a number from an
 * identity column, and a lock on the row, even where it then changes nothing.
 */
export function referenceStatements(content: Content): ReferenceStatement[] {
  const { reviews } = content;
  const ofReviews = <Part extends object>(part: (review: (typeof reviews)[number]) => readonly Part[]) =>
    reviews.flatMap((review) =>
      part(review).map((row, position) => ({ review: review.slug, position, ...row })),
    );

  return [
    { sql: THEME, rows: content.themes.map((theme, position) => ({ ...theme, position })) },
    { sql: SOURCE, rows: content.sources.map((source) => ({ ...source, url: source.links[0] ?? null })) },
    { sql: SUPPORT_CONTACT, rows: content.support.map(supportRow) },
    { sql: SUPPORT_CONTACT_GONE, rows: content.support },
    {
      sql: JOB_ROLE,
      rows: content.jobRoles.map(({ code, label, workforceGroups, icdLevels }, position) => ({
        code,
        label,
        workforce_groups: workforceGroups,
        icd_levels: icdLevels,
        position,
      })),
    },
    {
      sql: REVIEW,
      rows: reviews.map(({ period, ...review }) => ({
        ...review,
        period_from: period?.from ?? null,
        period_to: period?.to ?? null,
      })),
    },
    { sql: REVIEW_GONE, rows: reviews },
    { sql: REVIEW_LINK, rows: ofReviews((review) => review.follows.map((follows) => ({ follows }))) },
    { sql: REVIEW_LINK_GONE, rows: ofReviews((review) => review.follows.map((follows) => ({ follows }))) },
    { sql: LEARNING_POINT, rows: ofReviews((review) => review.learningPoints) },
    { sql: LEARNING_POINT_GONE, rows: ofReviews((review) => review.learningPoints) },
    { sql: RECOMMENDATION, rows: ofReviews((review) => review.recommendations) },
    { sql: RECOMMENDATION_GONE, rows: ofReviews((review) => review.recommendations) },
    { sql: PRACTICE_CHANGE, rows: ofReviews((review) => review.practiceChanges) },
    { sql: PRACTICE_CHANGE_GONE, rows: ofReviews((review) => review.practiceChanges) },
    { sql: GOOD_PRACTICE, rows: ofReviews((review) => review.goodPractice) },
    { sql: GOOD_PRACTICE_GONE, rows: ofReviews((review) => review.goodPractice) },
  ];
}

function supportRow(
  { id, group, name, phone, url, description, checkedOn }: SupportContact,
  position: number,
) {
  return {
    id,
    audience: group,
    name,
    phone,
    url,
    description,
    // A number is shown for as long as it was read on its official page lately; that is all that is known of it.
    confidence: checkedOn === null ? 'not-yet-checked' : 'official-page',
    checked_on: checkedOn,
    position,
  };
}

const THEME = `
  merge into theme
  using jsonb_to_recordset($1) as given(code text, name text, definition text, position smallint)
  on theme.code = given.code
  when matched and (theme.name, theme.definition, theme.position)
    is distinct from (given.name, given.definition, given.position)
    then update set name = given.name, definition = given.definition, position = given.position
  when not matched then insert (code, name, definition, position)
    values (given.code, given.name, given.definition, given.position)`;

const SOURCE = `
  merge into source
  using jsonb_to_recordset($1) as given(id text, citation text, url text, confidence text)
  on source.code = given.id
  when matched and (source.citation, source.url, source.confidence)
    is distinct from (given.citation, given.url, given.confidence)
    then update set citation = given.citation, url = given.url, confidence = given.confidence
  when not matched then insert (code, citation, url, confidence)
    values (given.id, given.citation, given.url, given.confidence)`;

const SUPPORT_CONTACT = `
  merge into support_contact
  using jsonb_to_recordset($1) as given(id text, audience text, name text, phone text, url text, description text,
    confidence text, checked_on date, position smallint)
  on support_contact.id = given.id
  when matched and (support_contact.audience, support_contact.name, support_contact.phone, support_contact.url,
      support_contact.description, support_contact.confidence, support_contact.checked_on, support_contact.position)
    is distinct from (given.audience, given.name, given.phone, given.url, given.description, given.confidence,
      given.checked_on, given.position)
    then update set audience = given.audience, name = given.name, phone = given.phone, url = given.url,
      description = given.description, confidence = given.confidence, checked_on = given.checked_on,
      position = given.position
  when not matched then
    insert (id, audience, name, phone, url, description, confidence, checked_on, position)
    values (given.id, given.audience, given.name, given.phone, given.url, given.description, given.confidence,
      given.checked_on, given.position)`;

const SUPPORT_CONTACT_GONE = `
  delete from support_contact where id not in (select id from jsonb_to_recordset($1) as given(id text))`;

const JOB_ROLE = `
  merge into job_role
  using jsonb_to_recordset($1)
    as given(code text, label text, workforce_groups smallint[], icd_levels text[], position smallint)
  on job_role.code = given.code
  when matched and (job_role.label, job_role.workforce_groups, job_role.icd_levels, job_role.position)
    is distinct from (given.label, given.workforce_groups, given.icd_levels, given.position)
    then update set label = given.label, workforce_groups = given.workforce_groups, icd_levels = given.icd_levels,
      position = given.position
  when not matched then insert (code, label, workforce_groups, icd_levels, position)
    values (given.code, given.label, given.workforce_groups, given.icd_levels, given.position)`;

const REVIEW = `
  merge into review
  using jsonb_to_recordset($1) as given(slug text, kind text, title text, publisher text, period_from smallint,
    period_to smallint, status text, summary text, contains jsonb, areas jsonb, documents jsonb)
  on review.slug = given.slug
  when matched and (review.kind, review.title, review.publisher, review.period_from, review.period_to, review.status,
      review.summary, review.contains, review.areas, review.documents, review.withdrawn_at)
    is distinct from (given.kind, given.title, given.publisher, given.period_from, given.period_to, given.status,
      given.summary, given.contains, given.areas, given.documents, null)
    then update set kind = given.kind, title = given.title, publisher = given.publisher,
      period_from = given.period_from, period_to = given.period_to, status = given.status, summary = given.summary,
      contains = given.contains, areas = given.areas, documents = given.documents, withdrawn_at = null
  when not matched then
    insert (slug, kind, title, publisher, period_from, period_to, status, summary, contains, areas, documents)
    values (given.slug, given.kind, given.title, given.publisher, given.period_from, given.period_to, given.status,
      given.summary, given.contains, given.areas, given.documents)`;

const REVIEW_GONE = `
  update review set withdrawn_at = now()
  where withdrawn_at is null and slug not in (select slug from jsonb_to_recordset($1) as given(slug text))`;

const REVIEW_LINK = `
  merge into review_link
  using (
    select review.id as review_id, earlier.id as follows_review_id
    from jsonb_to_recordset($1) as given(review text, follows text)
    join review on review.slug = given.review
    join review earlier on earlier.slug = given.follows
  ) given
  on review_link.review_id = given.review_id and review_link.follows_review_id = given.follows_review_id
  when not matched then insert (review_id, follows_review_id) values (given.review_id, given.follows_review_id)`;

const REVIEW_LINK_GONE = `
  delete from review_link
  where (review_id, follows_review_id) not in (
    select review.id, earlier.id
    from jsonb_to_recordset($1) as given(review text, follows text)
    join review on review.slug = given.review
    join review earlier on earlier.slug = given.follows)`;

const LEARNING_POINT = `
  merge into learning_point
  using (
    select review.id as review_id, given.id as code, given.text, given.themes, given.position
    from jsonb_to_recordset($1) as given(review text, id text, text text, themes text[], position smallint)
    join review on review.slug = given.review
  ) given
  on learning_point.review_id = given.review_id and learning_point.code = given.code
  when matched and (learning_point.text, learning_point.themes, learning_point.position)
    is distinct from (given.text, given.themes, given.position)
    then update set text = given.text, themes = given.themes, position = given.position
  when not matched then insert (review_id, code, text, evidence_layer, themes, position)
    values (given.review_id, given.code, given.text, 'a', given.themes, given.position)`;

const LEARNING_POINT_GONE = `
  delete from learning_point using review
  where review.id = learning_point.review_id and (review.slug, learning_point.code) not in (
    select review, id from jsonb_to_recordset($1) as given(review text, id text))`;

// How far a recommendation has come is a person's decision, so no file changes it.
const RECOMMENDATION = `
  merge into recommendation
  using (
    select review.id as review_id, given.id as code, given.text, given.position
    from jsonb_to_recordset($1) as given(review text, id text, text text, position smallint)
    join review on review.slug = given.review
  ) given
  on recommendation.review_id = given.review_id and recommendation.code = given.code
  when matched and (recommendation.text, recommendation.position) is distinct from (given.text, given.position)
    then update set text = given.text, position = given.position
  when not matched then insert (review_id, code, text, position)
    values (given.review_id, given.code, given.text, given.position)`;

const RECOMMENDATION_GONE = `
  delete from recommendation using review
  where review.id = recommendation.review_id and (review.slug, recommendation.code) not in (
    select review, id from jsonb_to_recordset($1) as given(review text, id text))`;

const PRACTICE_CHANGE = `
  merge into practice_change
  using (
    select review.id as review_id, given.id as code, given.before, given.after, given.evidence, given.position
    from jsonb_to_recordset($1) as
      given(review text, id text, before text, after text, evidence text, position smallint)
    join review on review.slug = given.review
  ) given
  on practice_change.review_id = given.review_id and practice_change.code = given.code
  when matched and (practice_change.before, practice_change.after, practice_change.evidence, practice_change.position)
    is distinct from (given.before, given.after, given.evidence, given.position)
    then update set before = given.before, after = given.after, evidence = given.evidence, position = given.position
  when not matched then insert (review_id, code, before, after, evidence, position)
    values (given.review_id, given.code, given.before, given.after, given.evidence, given.position)`;

const PRACTICE_CHANGE_GONE = `
  delete from practice_change using review
  where review.id = practice_change.review_id and (review.slug, practice_change.code) not in (
    select review, id from jsonb_to_recordset($1) as given(review text, id text))`;

const GOOD_PRACTICE = `
  merge into good_practice
  using (
    select review.id as review_id, given.id as code, given.text, given.themes, given.position
    from jsonb_to_recordset($1) as given(review text, id text, text text, themes text[], position smallint)
    join review on review.slug = given.review
  ) given
  on good_practice.review_id = given.review_id and good_practice.code = given.code
  when matched and (good_practice.text, good_practice.themes, good_practice.position)
    is distinct from (given.text, given.themes, given.position)
    then update set text = given.text, themes = given.themes, position = given.position
  when not matched then insert (review_id, code, text, themes, position)
    values (given.review_id, given.code, given.text, given.themes, given.position)`;

const GOOD_PRACTICE_GONE = `
  delete from good_practice using review
  where review.id = good_practice.review_id and (review.slug, good_practice.code) not in (
    select review, id from jsonb_to_recordset($1) as given(review text, id text))`;
