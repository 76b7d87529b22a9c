import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEmail, type EmailContent } from './email.js';
import { isEmailAddress } from './email-address.js';

const CONTENT: EmailContent = {
  subject: 'Training to do by 3 December: “Hearing the child” & more',
  parts: [
    { kind: 'paragraph', text: 'Hello Ama,' },
    {
      kind: 'paragraph',
      text: 'your training lead has asked for two pieces of learning that are due soon. Each takes about twenty minutes, and you can stop and go on whenever you like.',
    },
    { kind: 'heading', text: 'What is due' },
    {
      kind: 'list',
      items: [
        'Hearing the child, due 3 December 2026',
        'Working with fathers and other men in the household when nobody has asked who lives there, overdue since 1 November 2026',
      ],
    },
    {
      kind: 'link',
      text: 'Go to your learning',
      url: 'https://learning.example/learning?from=mail&kind=due',
    },
    { kind: 'paragraph', text: 'Nobody sees your answers <or> "reflections" but you.' },
  ],
  closing: [
    'You get this because Derwent Community Health asks you for this learning.',
    'If you no longer work there, tell them.',
  ],
};

describe('an email', () => {
  // The goldens are looked at when they change: RENEW=yes writes them anew.
  it.each(['text', 'html'] as const)('is the golden file, as %s', (form) => {
    const file = join(__dirname, 'testing', `due-learning.golden.${form === 'text' ? 'txt' : 'html'}`);
    const built = buildEmail(CONTENT)[form];
    if (process.env['RENEW'] === 'yes') writeFileSync(file, built);
    expect(built).toBe(readFileSync(file, 'utf8'));
  });

  it('keeps markup and entities as the text they were', () => {
    const hostile = `<script>alert(1)</script><img src=x onerror="a()"> & ' &lt;`;
    const { html } = buildEmail({
      subject: hostile,
      parts: [
        { kind: 'paragraph', text: hostile },
        { kind: 'heading', text: hostile },
        { kind: 'list', items: [hostile] },
        { kind: 'link', text: hostile, url: 'https://learning.example/' },
      ],
      closing: [hostile],
    });
    expect(html).not.toMatch(/<(script|img)/);
    const words =
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; &#39; &amp;lt;';
    expect(html.split(words)).toHaveLength(8); // title, h1 and the six places above
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//learning.example',
    'https://learning.example/" onclick="x',
    'https://learning.example/\nnext',
    'mailto:sam@demo.example',
    '',
  ])('links to no %j', (url) => {
    expect(() => buildEmail({ ...CONTENT, parts: [{ kind: 'link', text: 'Go', url }] })).toThrow(RangeError);
  });

  it.each(['', '  ', 'a\r\nBcc: everyone@demo.example', 'a\nb', 'a\u2028b', 'a\u0000b', 'x'.repeat(151)])(
    'has no subject %j',
    (subject) => {
      expect(() => buildEmail({ ...CONTENT, subject })).toThrow(RangeError);
    },
  );

  it('is wrapped at 72 characters, and no word is broken', () => {
    const { text } = buildEmail(CONTENT);
    const words = text.split('\n').filter((line) => line.length > 72);
    expect(words).toEqual([]);
    const long = 'x'.repeat(200);
    expect(buildEmail({ ...CONTENT, parts: [{ kind: 'paragraph', text: `a ${long} b` }] }).text).toContain(
      `a\n${long}\nb`,
    );
  });
});

describe('isEmailAddress', () => {
  it.each([
    ['sam@demo.example', true],
    ["o'brien+news@sub.demo.example", true],
    ['zoë@exämple.example', true],
    ['root@localhost', true],
    ['', false],
    ['sam', false],
    ['sam@', false],
    ['@demo.example', false],
    ['sam@demo.example, all@demo.example', false],
    ['sam@demo.example;all@demo.example', false],
    ['Sam <sam@demo.example>', false],
    ['sam@demo.example\r\nBcc: all@demo.example', false],
    ['sam@demo.example\n', false],
    ['sam smith@demo.example', false],
    ['"sam"@demo.example', false],
    ['sam@de\u0000mo.example', false],
    ['sam\u200b@demo.example', false],
    ['sam@[127.0.0.1]', false],
    ['sam@all@demo.example', false],
    ['sam@demo..example', false],
    ['sam@-demo.example', false],
    [`${'x'.repeat(65)}@demo.example`, false],
    [`sam@${'x'.repeat(250)}.example`, false],
  ])('%j: %s', (text, expected) => {
    expect(isEmailAddress(text)).toBe(expected);
  });
});
