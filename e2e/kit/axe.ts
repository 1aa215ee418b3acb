import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Place } from '../screens.ts';
import { settled } from './desk.ts';

/** What WCAG 2.2 AA asks for and a program can tell. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Opens pages one after the other; answers what axe finds on them, a line each. */
export async function violationsOn(page: Page, places: readonly Place[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, path } of places) {
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
  return found;
}

/** How every page is looked at. */
export const looks = [
  { width: 'desk', theme: 'light' },
  { width: 'desk', theme: 'dark' },
  { width: 'phone', theme: 'light' },
] as const;
