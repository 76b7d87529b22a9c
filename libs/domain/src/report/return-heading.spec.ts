import { ragLabel, readLinks } from './return-heading.js';

describe('links to evidence', () => {
  it('are read one a line, whatever ends the lines', () => {
    const { links, bad } = readLinks(' https://trust.example/audit.pdf \r\n\nhttp://trust.example/b?c=d#e\r');
    expect(links).toEqual(['https://trust.example/audit.pdf', 'http://trust.example/b?c=d#e']);
    expect(bad).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'trust.example/audit',
    'https://',
    'https://localhost',
    'https://trust.example/a b',
    'see the shared drive',
  ])('are not %j', (text) => {
    expect(readLinks(`https://a.example/x\n${text}`)).toEqual({
      links: ['https://a.example/x'],
      bad: [{ line: 2, text }],
    });
  });
});

describe('a score', () => {
  it.each([
    [null, 'Not scored'],
    [0, '0. Red: not in place'],
    [3, '3. Green: in place, with evidence'],
  ])('%p is %s', (score, expected) => {
    expect(ragLabel(score)).toBe(expected);
  });
});
