/** A part of an email's body, from top to bottom. */
export type EmailPart =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A link on a line of its own. Its words say where it leads; in plain text the address follows them. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** What an email says, before it has a form. Plain words throughout: markup in them stays text. */
export interface EmailContent {
  /** One line; it is the heading too. */
  readonly subject: string;
  readonly parts: readonly EmailPart[];
  /** Why somebody gets this, and what to do if they should not; small, at the end. */
  readonly closing: readonly string[];
}

/** An email in the two forms it is sent in, with the same content. */
export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
const LINE_WIDTH = 72;

/**
 * Puts an email into words and HTML. Pure: the same content is the same bytes.
 *
 * @throws RangeError when the subject is empty, longer than 150 characters or holds a line break, which could forge
 * a header, or when a link is no http or https address.
 */
export function buildEmail({ subject, parts, closing }: EmailContent): Email {
  if (subject.trim() === '' || subject.length > 150 || CONTROL.test(subject)) {
    throw new RangeError('The subject of an email is one line of 1 to 150 characters');
  }
  return {
    subject,
    text: [...parts.map(partAsText), `-- \n${closing.map(wrap).join('\n')}`].join('\n\n') + '\n',
    html: page(subject, parts.map(partAsHtml), closing),
  };
}

function partAsText(part: EmailPart): string {
  switch (part.kind) {
    case 'paragraph':
      return wrap(part.text);
    case 'heading':
      return `${wrap(part.text)}\n${'-'.repeat(Math.min(part.text.length, LINE_WIDTH))}`;
    case 'list':
      return part.items.map((item) => `* ${wrap(item).replaceAll('\n', '\n  ')}`).join('\n');
    case 'link':
      return `${wrap(part.text)}:\n${address(part.url)}`;
  }
}

function partAsHtml(part: EmailPart): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 20px">${escaped(part.text)}</p>`;
    case 'heading':
      return `<h2 style="margin:28px 0 12px;font-size:19px">${escaped(part.text)}</h2>`;
    case 'list':
      return `<ul style="margin:0 0 20px;padding-left:24px">
${part.items.map((item) => `<li style="margin:0 0 6px">${escaped(item)}</li>`).join('\n')}
</ul>`;
    case 'link':
      return `<p style="margin:0 0 20px"><a href="${escaped(address(part.url))}" style="color:#0b5d3b;font-weight:bold;text-decoration:underline">${escaped(part.text)}</a></p>`;
  }
}

/** Styles stand at the elements: mail programs drop a style sheet. Nothing is loaded from anywhere. */
function page(subject: string, parts: readonly string[], closing: readonly string[]): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5">
<div role="article" aria-roledescription="email" lang="en-GB" style="max-width:600px;margin:0 auto">
<h1 style="margin:0 0 24px;font-size:24px;line-height:1.25">${escaped(subject)}</h1>
${parts.join('\n')}
<hr style="margin:32px 0 16px;border:0;border-top:1px solid #888">
${closing.map((text) => `<p style="margin:0 0 10px;font-size:15px">${escaped(text)}</p>`).join('\n')}
</div>
</body>
</html>
`;
}

/** Breaks between words; a word that is too long for a line, such as an address, stays whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LINE_WIDTH)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

function address(url: string): string {
  if (!/^https?:\/\/[^\s"'<>\\]+$/.test(url))
    throw new RangeError('A link in an email is an http or https address');
  return url;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
