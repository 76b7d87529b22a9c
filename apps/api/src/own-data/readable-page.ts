import type { NotIncluded, OwnRow, OwnSection } from './own-section.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d(:?\d\d)?|Z)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const INSTANT_WORDS = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});

/** In the file itself, because nothing is loaded from anywhere. Wide enough to read, plain enough to print. */
const STYLE = `body{font:1rem/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff;max-width:48rem;margin:0 auto;padding:1rem}
h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;line-height:1.25;margin-top:2.5rem;border-top:2px solid #0b0c0c;padding-top:1rem}
h3{font-size:1.125rem;margin:1.5rem 0 .5rem}a{color:#00558b}
dl{margin:0;border-bottom:1px solid #b1b4b6}dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;border-top:1px solid #b1b4b6;padding:.35rem 0}
dt{flex:0 0 14rem;font-weight:bold}dd{flex:1 1 16rem;margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media print{h3{break-after:avoid}dl>div{break-inside:avoid}a{color:inherit}}`;

/** The page up to its first section: what it is, when it was made, and where each section is. */
export function pageStart(madeAt: Date, sections: readonly OwnSection[]): string {
  const links = sections.map(
    ({ name, heading }) => `<li><a href="#${escaped(name)}">${escaped(heading)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Everything held about you – Learning Reviews</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Everything held about you</h1>
<p>Made for you on ${escaped(INSTANT_WORDS.format(madeAt))}. Times are those of London.</p>
<p>This page is yours alone. It holds your private reflections: keep it where nobody else reads it.</p>
<nav aria-label="Contents"><ul>
${links.join('\n')}
<li><a href="#not-included">What is not in this file, and why</a></li>
</ul></nav>
`;
}

/** One section: each row with its own heading when there are several. */
export function pageSection({ name, heading, about }: OwnSection, rows: readonly OwnRow[]): string {
  const entries = rows.map((row, index) => {
    const title = rows.length === 1 ? '' : `<h3>${escaped(heading)}: ${index + 1} of ${rows.length}</h3>\n`;
    return `${title}<dl>\n${inReadingOrder(row).map(line).join('\n')}\n</dl>`;
  });
  const body = entries.length === 0 ? '<p>Nothing is kept.</p>' : entries.join('\n');
  return `<section id="${escaped(name)}" aria-labelledby="${escaped(name)}-heading">
<h2 id="${escaped(name)}-heading">${escaped(heading)}</h2>
<p>${escaped(about)}</p>
${body}
</section>
`;
}

/** The end of the page, with what is not on it. */
export function pageEnd(notIncluded: readonly NotIncluded[]): string {
  const rows = notIncluded.map(
    ({ what, why }) => `<div><dt>${escaped(what)}</dt><dd>${escaped(why)}</dd></div>`,
  );
  return `<section id="not-included" aria-labelledby="not-included-heading">
<h2 id="not-included-heading">What is not in this file, and why</h2>
<dl>
${rows.join('\n')}
</dl>
</section>
</main>
</body>
</html>
`;
}

const line = ([name, value]: [string, unknown]) =>
  `<div><dt>${escaped(labelOf(name))}</dt><dd>${escaped(inWords(value))}</dd></div>`;

/** What a reader looks for first; numbers that only tie rows together come last. */
const FIRST = [
  'agency',
  'module',
  'title',
  'name',
  'display_name',
  'email_norm',
  'subject',
  'words',
  'kind',
  'action',
];

function inReadingOrder(row: OwnRow): [string, unknown][] {
  const rank = (name: string) => {
    const place = FIRST.indexOf(name);
    if (place !== -1) return place;
    return FIRST.length + (name === 'id' || name.endsWith('_id') ? 1 : 0);
  };
  return Object.entries(row).sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other));
}

/** Where the column's own name would say too little. */
const LABELS: Readonly<Record<string, string>> = {
  email_norm: 'Email address you sign in with',
  email_verified_at: 'Email address proved',
  from_on: 'First day',
  to_on: 'Last day',
  until_on: 'Last day, or later due day',
  due_on: 'Due day',
  year_start: 'CPD year begins on (month-day)',
  what: 'What was corrected',
  sess: 'Details',
  expire: 'Ends',
};

/** `completed_on` → `Completed on`. */
function labelOf(name: string): string {
  const known = LABELS[name];
  if (known !== undefined) return known;
  const words = name
    .replaceAll('_', ' ')
    .replace(/\bid\b/, 'number')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as somebody would write it; lists and objects a line each. */
function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'Empty';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (DAY.test(value)) return DAY_WORDS.format(new Date(`${value}T00:00:00Z`));
    if (INSTANT.test(value)) return INSTANT_WORDS.format(new Date(value));
    return value;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(inWords).join('\n');
  const entries = Object.entries(value);
  return entries.length === 0
    ? 'None'
    : entries.map(([key, part]) => `${labelOf(key)}: ${inWords(part)}`).join('\n');
}

/** Whatever somebody typed is text here: neither a tag nor an attribute can begin in it. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
