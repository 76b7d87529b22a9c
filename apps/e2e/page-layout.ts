import type { Page } from '@playwright/test';

/**
 * What does not fit on the page as it stands: the page itself when it has to be scrolled sideways, and each element
 * that cuts its own words off. What is hidden from eyes on purpose, and what may be scrolled by itself, is left out.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const widest = () =>
      [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
        .map(name)
        .slice(-3);
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth} wide on ${root.clientWidth}: ${widest().join(' · ')}`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { overflowX, overflowY, clip, position } = getComputedStyle(element);
      const isForEarsOnly = position === 'absolute' && (clip !== 'auto' || element.clientWidth <= 1);
      if (isForEarsOnly || element.clientWidth === 0) continue;
      const isCutSideways = overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      const isCutBelow = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      if (isCutSideways || isCutBelow) found.push(`cut off: ${name(element)}`);
    }
    return found;
  });
}

/** Sets text as far apart as WCAG 1.4.12 says a page has to bear. Answers how to undo it. */
export async function spaceText(page: Page): Promise<() => Promise<void>> {
  // The content security policy forbids a style element, of a reader's too; a sheet made by script is allowed.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
  });
  return () => page.evaluate(() => void (document.adoptedStyleSheets = []));
}

/** Makes text twice as large, as a reader does in the settings of the browser. Answers how to undo it. */
export async function doubleText(page: Page): Promise<() => Promise<void>> {
  const chromium = await page.context().newCDPSession(page);
  const set = (standard: number) =>
    chromium.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  await set(32);
  return async () => {
    await set(16);
    await chromium.detach();
  };
}
