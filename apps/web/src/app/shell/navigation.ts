import type { Permission } from '@learning-reviews/contracts/permission';
import type { NavigationItem } from '@learning-reviews/ui/service-navigation';

const LIBRARY: readonly NavigationItem[] = [
  { text: 'Reviews', link: '/reviews' },
  { text: 'Modules', link: '/modules' },
  { text: 'Themes', link: '/themes' },
  { text: 'Support', link: '/support' },
];

/** Places that belong to a permission, in the order in which they stand. */
const OWN: readonly (NavigationItem & { readonly permission: Permission })[] = [
  { permission: 'learning.complete', text: 'My learning', link: '/learning' },
  { permission: 'cpd.manage-own', text: 'CPD record', link: '/record' },
  { permission: 'agency.read-summary', text: 'My agency', link: '/agency' },
  { permission: 'agency.read-team', text: 'My team', link: '/agency/people' },
  { permission: 'partnership.read-board', text: 'Partnership', link: '/partnership' },
  { permission: 'agency.administer', text: 'Agencies', link: '/admin/agencies' },
  { permission: 'job.read', text: 'Administration', link: '/admin/jobs' },
];

/** The main navigation for someone with these permissions: their own places first, then the library. */
export function navigationFor(permissions: readonly Permission[]): NavigationItem[] {
  const isLead = permissions.includes('agency.read-summary');
  return [
    ...OWN.filter(({ permission }) => permissions.includes(permission))
      // A training lead reaches people from the agency's own page; a second way in would only crowd the bar.
      .filter(({ permission }) => !(isLead && permission === 'agency.read-team'))
      .map(({ text, link }) => ({ text, link })),
    ...LIBRARY,
  ];
}
