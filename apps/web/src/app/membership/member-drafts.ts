import { inject, Service } from '@angular/core';
import { UnsavedWork } from '../platform/draft/unsaved-work.js';
import type { TypedMember } from './typed-member.js';

/** What was typed about a member and is not saved: it outlives a session that ends. */
@Service()
export class MemberDrafts {
  private readonly unsaved = inject(UnsavedWork);

  /** What is held of one form, such as `add` or `change/ID`. */
  held(form: string): TypedMember | undefined {
    return this.unsaved.held<TypedMember>(`agency/people/${form}`);
  }

  hold(form: string, typed: TypedMember): void {
    this.unsaved.hold(`agency/people/${form}`, typed);
  }

  /** Lets go of what was saved. */
  drop(form: string): void {
    this.unsaved.drop(`agency/people/${form}`);
  }
}
