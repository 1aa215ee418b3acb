import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, settled, visit, type Visit } from './kit/desk.ts';
import { codesOf } from './kit/codes.ts';
import { places } from './screens.ts';

/** What WCAG 2.2 AA asks for and a program can tell. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
});
afterAll(() => browser.close());

const looks: readonly Required<Pick<Visit, 'width' | 'theme'>>[] = [
  { width: 'desk', theme: 'light' },
  { width: 'desk', theme: 'dark' },
  { width: 'phone', theme: 'light' },
];

test.each(looks)(
  'every page is free of what axe can find, $width, $theme',
  async (look) => {
    const { page, context, faults } = await visit(browser, inject('address'), { login: 'demo-city', ...look });
    const found: string[] = [];
    for (const { name, path } of places(await codesOf(page))) {
      await page.goto(path);
      await settled(page);
      // Parts below the first sight come when they are near.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      for (const { id, nodes } of violations) {
        found.push(`${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      }
    }
    await context.close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  },
  600_000,
);
