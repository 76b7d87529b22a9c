import type { Page } from '@playwright/test';

/**
 * Texts that run a script where a page takes text for markup, for an address or for a template. Each sets
 * `window.pwned` or opens a dialog when it runs. Short first: a registration number holds 40 characters.
 */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>pwned=1</script>',
  '<img src=x onerror=pwned=1>',
  '<svg onload=pwned=1>',
  "{{constructor.constructor('pwned=1')()}}",
  '"><script>window.pwned=1</script>',
  "'><img src=x onerror='window.pwned=1'>",
  '" autofocus onfocus="window.pwned=1" x="',
  "' onmouseover='alert(1)' x='",
  '</textarea><script>window.pwned=1</script>',
  '</title><script>window.pwned=1</script>',
  '<svg><script>window.pwned=1</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '<iframe src="javascript:parent.pwned=1"></iframe>',
  '<a href="javascript:window.pwned=1">Open</a>',
  'javascript:window.pwned=1',
  'data:text/html,<script>opener.pwned=1</script>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<form><button formaction=javascript:alert(1)>Go',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="https://example.org/">',
  '<link rel=stylesheet href="data:text/css,*{display:none}">',
  '<!--><img src=x onerror=alert(1)-->',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '${alert(1)} #{alert(1)} <%= alert(1) %> {{$on.constructor("alert(1)")()}}',
  '\u2028alert(1)\u2029 \u003cscript\u003ealert(1)\u003c/script\u003e &lt;script&gt;alert(1)&lt;/script&gt;',
];

/** All of them in one text, for a box that takes many words. */
export const HOSTILE_PAGE_OF_TEXT = HOSTILE_TEXTS.join('\n');

/** Notes from now on whatever a script that got in would do: dialogs, `window.pwned`, and what the policy had to stop. */
export async function watchForScripts(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('noteScript', (what: string) => void seen.push(what));
  await page.addInitScript(() => {
    const note = (window as unknown as { noteScript: (what: string) => void }).noteScript;
    Object.defineProperty(window, 'pwned', { set: () => note(`window.pwned was set on ${location.href}`) });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      note(`the policy stopped ${violatedDirective} ${blockedURI} on ${location.href}`),
    );
  });
  return seen;
}
