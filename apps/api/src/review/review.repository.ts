import { Injectable } from '@nestjs/common';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A theme as the table has it. */
export interface ThemeRow {
  readonly code: string;
  readonly name: string;
  readonly definition: string;
}

/** A learning point or an example of good practice, with the codes of its themes. */
export interface LearningRow {
  readonly id: string;
  readonly text: string;
  readonly themes: readonly string[];
}

/** A published review with all its parts, in the author's order. */
export interface ReviewRow {
  readonly slug: string;
  readonly title: string;
  readonly kind: 'serious-case-review' | 'learning-review' | 'practice-review' | 'thematic-report';
  readonly publisher: string;
  readonly period: { readonly from: number; readonly to: number } | null;
  readonly status: 'described' | 'summarised' | 'published' | 'superseded';
  readonly summary: string;
  readonly areas: { readonly slug: string; readonly title: string }[];
  readonly contains: string[];
  readonly documents: {
    readonly title: string;
    readonly kind: string;
    readonly held: boolean;
    readonly url: string | null;
  }[];
  /** Slugs of the reviews it followed on from. */
  readonly follows: readonly string[];
  readonly learningPoints: readonly LearningRow[];
  readonly goodPractice: readonly LearningRow[];
  readonly recommendations: {
    readonly id: string;
    readonly text: string;
    readonly status: 'open' | 'in-progress' | 'closed' | 'reopened';
  }[];
  readonly practiceChanges: {
    readonly id: string;
    readonly before: string;
    readonly after: string;
    readonly evidence: string;
  }[];
}

/** A place to turn to, as the table has it. */
export interface SupportRow {
  readonly id: string;
  readonly group: 'worried-about-a-child' | 'for-you' | 'for-families';
  readonly name: string;
  readonly phone: string | null;
  readonly url: string | null;
  readonly description: string;
  /** `YYYY-MM-DD`; `null` when nobody has read the number on its official page. */
  readonly checkedOn: string | null;
}

/** Reads reviews, themes and support numbers: shared reference, written by the content loader alone. */
@Injectable()
export class ReviewRepository {
  /** Every published review with all its parts; newest period first, then title. A partnership has dozens. */
  reviews(_scope: Scope, tx: Transaction): Promise<ReviewRow[]> {
    return tx.query(
      `select slug, title, kind, publisher, status, summary, areas, contains, documents,
         case when period_from is not null then jsonb_build_object('from', period_from, 'to', period_to) end as period,
         (select coalesce(jsonb_agg(earlier.slug order by earlier.slug), '[]')
          from review_link join review earlier on earlier.id = follows_review_id
          where review_id = review.id and earlier.withdrawn_at is null) as follows,
         (select coalesce(jsonb_agg(jsonb_build_object('id', code, 'text', text, 'themes', themes) order by position), '[]')
          from learning_point where review_id = review.id) as "learningPoints",
         (select coalesce(jsonb_agg(jsonb_build_object('id', code, 'text', text, 'themes', themes) order by position), '[]')
          from good_practice where review_id = review.id) as "goodPractice",
         (select coalesce(jsonb_agg(jsonb_build_object('id', code, 'text', text, 'status', status) order by position), '[]')
          from recommendation where review_id = review.id) as recommendations,
         (select coalesce(jsonb_agg(jsonb_build_object(
            'id', code, 'before', before, 'after', after, 'evidence', evidence) order by position), '[]')
          from practice_change where review_id = review.id) as "practiceChanges"
       from review
       where withdrawn_at is null
       order by period_to desc nulls last, period_from desc, title`,
    );
  }

  /** Every theme that is in use, in the order in which they are listed. */
  themes(_scope: Scope, tx: Transaction): Promise<ThemeRow[]> {
    return tx.query('select code, name, definition from theme where retired_on is null order by position');
  }

  /** Every place to turn to, whether its number may be shown today or not. */
  support(_scope: Scope, tx: Transaction): Promise<SupportRow[]> {
    return tx.query(
      `select id, audience as "group", name, phone, url, description, checked_on as "checkedOn"
       from support_contact order by position`,
    );
  }
}
