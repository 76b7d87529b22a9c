import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import type { Support } from '@learning-reviews/contracts/review.contract';
import { DayPipe } from '@learning-reviews/ui/day';
import { Failed } from '@learning-reviews/ui/failed';
import { LeaveThisPage } from '@learning-reviews/ui/leave-this-page';
import { Loading } from '@learning-reviews/ui/loading';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { PublicApi } from '../public-api.js';

type Contact = Support['contacts'][number];

const GROUPS: readonly { group: Contact['group']; heading: string }[] = [
  { group: 'worried-about-a-child', heading: 'If you are worried about a child' },
  { group: 'for-you', heading: 'For you' },
  { group: 'for-families', heading: 'For families' },
];

/** Who to call, without signing in. 999 stands in the page itself, so it shows when nothing else loads. */
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
    return GROUPS.map(({ group, heading }) => ({
      group,
      heading,
      contacts: contacts.filter((contact) => contact.group === group && contact.phone !== '999'),
    }));
  });

  /** The address that makes a phone dial: digits only. */
  protected dial(phone: string): string {
    return `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
  }
}
