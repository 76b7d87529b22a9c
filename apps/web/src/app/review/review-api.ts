import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { Review, ReviewList, Theme, ThemeList } from '@learning-reviews/contracts/review.contract';

/**
 * Published reviews and themes. Call each in an injection context: the request lives as long as its caller.
 * The contracts are imported as types only, so that no page carries the schemas; the API checks each
 * answer against the same schema before it sends it.
 */
@Service()
export class ReviewApi {
  /** The register of reviews. `theme` is a theme code, or empty for all. */
  list(theme: () => string): HttpResourceRef<ReviewList | undefined> {
    return httpResource<ReviewList>(() =>
      theme() === '' ? { url: '/api/review' } : { url: '/api/review', params: { theme: theme() } },
    );
  }

  /** One review. An unknown slug gives status code 404. */
  one(slug: () => string): HttpResourceRef<Review | undefined> {
    return httpResource<Review>(() => `/api/review/${encodeURIComponent(slug())}`);
  }

  /** The themes, by code, with how much stands under each. */
  themes(): HttpResourceRef<ThemeList | undefined> {
    return httpResource<ThemeList>(() => '/api/theme');
  }

  /** One theme across reviews. An unknown code gives status code 404. */
  theme(code: () => string): HttpResourceRef<Theme | undefined> {
    return httpResource<Theme>(() => `/api/theme/${encodeURIComponent(code())}`);
  }
}
