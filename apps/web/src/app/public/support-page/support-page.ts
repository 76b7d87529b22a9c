import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import type { Support } from '@learning-reviews/contracts/review.contract';
import { DayPipe } from '@learning-reviews/ui/day';
import { Failed } from '@learning-reviews/ui/failed';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { PublicApi } from '../public-api.js';

type Contact = Support['contacts'][number];

const GROUPS: readonly { group: Contact['group']; heading: string; introduction: string }[] = [
  {
    group: 'worried-about-a-child',
    heading: 'If you are worried about a child',
    introduction:
      'This site is not the place to report a concern. Tell your safeguarding lead, or use the numbers here. You do not need to be sure.',
  },
  {
    group: 'for-you',
    heading: 'For you',
    introduction:
      'Reading about harm to children can be hard, and some of us have lived through it. You do not have to say why you ask.',
  },
  {
    group: 'for-families',
    heading: 'For families',
    introduction: 'For the families you work with, and for your own.',
  },
];

/**
 * Who to call, without signing in. 999 and the headings stand in the page itself: they show when nothing
 * else loads, and the foot of every page leads to one of them.
 */
@Component({
  selector: 'lr-support-page',
  imports: [DayPipe, Failed, LeaveThisPage, Loading, WarningText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './support-page.html',
})
export class SupportPage {
  protected readonly support = inject(PublicApi).support();

  protected readonly groups = computed(() => {
    const contacts = this.support.hasValue() ? this.support.value().contacts : [];
    return GROUPS.map((section) => ({
      ...section,
      contacts: contacts.filter((contact) => contact.group === section.group && contact.phone !== '999'),
    }));
  });

  /** The address that makes a phone dial: digits only. */
  protected dial(phone: string): string {
    return `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
  }
}
