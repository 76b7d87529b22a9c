import { pageEnd, pageSection, pageStart } from './readable-page.js';

const SECTION = { name: 'cpd_entry', heading: 'Your CPD record', about: 'Learning here and elsewhere.' };
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)`,
  '</dd></dl><iframe src="https://elsewhere.example">',
  '&lt;b&gt;',
];

describe('a page to read', () => {
  it('names each record of several, and one alone by its section', () => {
    expect(pageSection(SECTION, [{ title: 'One' }])).not.toContain('<h3>');
    const two = pageSection(SECTION, [{ title: 'One' }, { title: 'Two' }]);
    expect(two).toContain('<h3>Your CPD record: 1 of 2</h3>');
    expect(two).toContain('<h3>Your CPD record: 2 of 2</h3>');
  });

  it('says so where there is nothing', () => {
    expect(pageSection(SECTION, [])).toContain('<p>Nothing is kept.</p>');
  });

  it.each([
    [{ completed_on: '2024-02-29' }, 'Completed on', '29 February 2024'],
    [{ saved_at: '2026-07-01T11:30:00.123+00:00' }, 'Saved at', '1 July 2026 at 12:30'],
    [{ saved_at: '2026-12-01 11:30' }, 'Saved at', '2026-12-01 11:30'],
    [{ person_id: 'abc' }, 'Person number', 'abc'],
    [{ correct: true }, 'Correct', 'Yes'],
    [{ minutes: 0 }, 'Minutes', '0'],
    [{ evidence: '' }, 'Evidence', 'Empty'],
    [{ to_on: null }, 'Last day', 'Empty'],
    [{ changes: [] }, 'Changes', 'None'],
    [{ cells: ['a', 1] }, 'Cells', 'a\n1'],
    [
      { words: { texts: ['One', 'Two'], intentionOn: '2026-03-01' } },
      'Words',
      'Texts: One\nTwo\nIntention on: 1 March 2026',
    ],
  ])('writes %j as somebody would say it', (row, label, value) => {
    expect(pageSection(SECTION, [row])).toContain(`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  });

  it('begins with what a reader looks for, and ends with numbers that tie rows together', () => {
    const page = pageSection(SECTION, [{ id: '1', person_id: '2', minutes: 3, agency: 'An agency' }]);
    expect([...page.matchAll(/<dt>([^<]+)/g)].map(([, label]) => label)).toEqual([
      'Agency',
      'Minutes',
      'Number',
      'Person number',
    ]);
  });

  it.each(HOSTILE)('keeps %s a text', (text) => {
    const page = [
      pageStart(new Date(0), [{ name: text, heading: text, about: text }]),
      pageSection({ name: text, heading: text, about: text }, [{ [text]: text, words: { [text]: [text] } }]),
      pageEnd([{ what: text, why: text }]),
    ].join('');
    expect(page).not.toMatch(/<(script|img|iframe|b)\b/i);
    // An attribute ends at a quotation mark alone, and none was typed that is not written as an entity.
    const tags = page.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => / on\w+=| src=/i.test(tag.replaceAll(/"[^"]*"/g, '""')))).toEqual([]);
  });

  it('needs nothing but itself', () => {
    const page = pageStart(new Date(0), [SECTION]) + pageSection(SECTION, []) + pageEnd([]);
    expect(page).toContain('<html lang="en-GB">');
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page).not.toMatch(/<script|<link|https?:|url\(|@import/);
  });
});
