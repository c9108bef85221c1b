import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { isInstalled } from '../support/installed.ts';

/** Debian's chromium; where it cannot be installed, the tests of pages are skipped and say so. */
export const HAS_BROWSER = isInstalled('chromium');

/** A page in a browser of its own, and what went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Script errors and what the content security policy refused; empty on a healthy page. */
  readonly trouble: readonly string[];
}

/** A desk's screen and a phone's. */
export const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** Opens a page for somebody who reads Chinese, in a browser that knows nothing of anybody else. */
export async function openPage(
  browser: Browser,
  size: keyof typeof SIZES,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', ({ message }) => trouble.push(message));
  page.on('console', (message) => {
    // A refusal is an answer that the page shows; the browser also writes it down.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      trouble.push(message.text());
    }
  });
  return { page, trouble };
}

/** Holds a page against WCAG 2.2 AA as axe checks it, in both themes, and that nothing leads off its side. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await violationsOn(page);
    expect({ at: page.url(), colorScheme, found }).toEqual({ at: page.url(), colorScheme, found: [] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
}

async function violationsOn(page: Page): Promise<readonly string[]> {
  // Evaluated, not loaded: the policy of the pages lets no script in.
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
}
