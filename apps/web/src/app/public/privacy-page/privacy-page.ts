import { Component, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Table } from '@learning-reviews/ui/table';
import { WarningText } from '@learning-reviews/ui/warning-text';

/** The privacy notice: what is kept, who sees what, for how long. (Domain rules 3.4 and 6.1 to 6.3.) */
@Component({
  selector: 'lr-privacy-page',
  imports: [RouterLink, Table, WarningText],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './privacy-page.html',
})
export class PrivacyPage {
  protected readonly whoSees = [
    { who: 'You', sees: 'Everything of yours' },
    { who: 'Your line manager', sees: 'For their own team: each module’s status, date and result' },
    {
      who: 'Your agency’s training lead',
      sees: 'For people of that agency: each module’s status, date, result (passed or not yet), minutes and certificate number',
    },
    {
      who: 'The partnership',
      sees: 'Numbers for each agency, with small numbers hidden. Never a name from another agency',
    },
    { who: 'Editors of modules', sees: 'Numbers only: how much a module is used' },
    {
      who: 'Someone you give a certificate number',
      sees: 'The module, version, date, minutes and status. No name',
    },
  ];

  protected readonly kept = [
    {
      what: 'What you completed, and when',
      howLong: '7 years, then deleted',
      why: 'Covers the longest cycle of a professional register (5 years)',
    },
    {
      what: 'Your account',
      howLong: '24 months after you leave',
      why: 'You may come back, or move to another agency of the partnership',
    },
    {
      what: 'Your answers to single questions',
      howLong: '90 days, then only counts',
      why: 'Long enough to mend a question that misleads people',
    },
    {
      what: 'Your reflections',
      howLong: 'Until you delete them or your account ends',
      why: 'They are yours. You are offered a copy first',
    },
    {
      what: 'Record of who did what on the platform',
      howLong: '2 years',
      why: 'To find out what happened when something goes wrong',
    },
    {
      what: 'Links by which you choose a passphrase',
      howLong: 'An hour, or 14 days for an invitation; deleted once used',
      why: 'Only a check sum of the link is kept. The link itself is in your email alone',
    },
    {
      what: 'Files you or your agency download',
      howLong: 'Not kept',
      why: 'Only their size, date and checksum are recorded; of your own data, only that you downloaded it',
    },
  ];
}
