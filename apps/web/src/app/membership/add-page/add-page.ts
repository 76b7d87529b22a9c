import { Component, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { AlikeMember } from '@learning-reviews/contracts/membership.contract';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MemberDrafts } from '../member-drafts.js';
import { MemberFields } from '../member-fields.js';
import { MembershipApi } from '../membership-api.js';
import { daysOf, detailsOf, emptyMember, jobOf, type TypedMember } from '../typed-member.js';

/** Takes somebody on. Who here might be the same person is shown first; the lead decides. */
@Component({
  selector: 'lr-add-member-page',
  imports: [Button, DayPipe, ErrorSummary, Form, LoadProblem, Loading, MemberFields, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './add-page.html',
})
export class AddPage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);
  private readonly drafts = inject(MemberDrafts);

  protected readonly loaded = this.api.choice();
  protected readonly typed = signal<TypedMember>(
    this.drafts.held('add') ?? emptyMember(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE)),
  );
  /** Who might be this person already; `null` before that was asked. */
  protected readonly alike = signal<readonly AlikeMember[] | null>(null);
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/membership.contract')).addMemberRequest,
  );

  protected write(change: Partial<TypedMember>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    this.drafts.hold('add', this.typed());
    this.alike.set(null);
  }

  /** Adds them at once where nobody is alike, else asks first. */
  protected async add(isSomebodyElse: boolean): Promise<void> {
    const typed = this.typed();
    let id = '';
    const isSent = await this.form.submit(
      { ...detailsOf(typed), ...jobOf(typed), ...daysOf(typed) },
      async (request) => {
        if (!isSomebodyElse) {
          const { givenName, familyName, workEmail } = request;
          const { people } = await this.api.alike({ givenName, familyName, workEmail });
          if (people.length > 0) return this.alike.set(people);
        }
        ({ membershipId: id } = await this.api.add(request));
      },
    );
    if (!isSent || id === '') return;
    this.drafts.drop('add');
    await this.router.navigate(['/agency/people', id], { queryParams: { done: 'added' } });
  }
}
