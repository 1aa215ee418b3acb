import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, settled, visit } from './kit/desk.ts';
import { countVerdicts, evaluated, type Outcome, reachedIn } from './kit/evaluated.ts';

/** A day on which something has happened in the demo city, and which no clock moves. */
const DAY = '2026-11-21';
const JOIN_RATE = 'hohhot.enterprise.join-rate';

let browser: Browser;
let outcomes: readonly Outcome[];
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  outcomes = await evaluated(inject('dataDir'), 'hohhot', DAY);
});
afterAll(() => browser.close());

test('an officer of the city: from the overview to a list, a workbook, a clause, and what another threshold would do', async () => {
  const { page, faults } = await visit(browser, inject('address'), { login: 'demo-city' });
  const { unions, reached } = reachedIn(outcomes, 'enterprise');
  expect(unions).toBeGreaterThan(100);

  // The overview says what the command says.
  await page.goto(`/overview?as_of=${DAY}&scheme=hohhot`);
  await settled(page);
  const track = page
    .locator('.overview-track')
    .filter({ has: page.getByRole('link', { name: '企业工会', exact: true }) });
  await expect.poll(() => track.textContent()).toContain(`达标 ${reached} · 未达标 ${unions - reached}`);

  // A figure opens to the list behind it; the list is saved as a workbook with as many rows.
  await track
    .last()
    .getByRole('link', { name: String(unions - reached), exact: true })
    .click();
  await page.waitForURL(/\/lists\/unions/);
  await page.getByText(`共 ${unions - reached} 行`).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /导出/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const book = await readXlsx(await readFile(await download.path()));
  const rows = book.sheets.at(-1)?.rows ?? [];
  expect(rows.length).toBe(unions - reached + 1);

  // Back restores the page; a clause shows how its verdicts fall.
  await page.goBack();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/overview');
  await page.goto(`/clauses/${JOIN_RATE}?as_of=${DAY}`);
  await settled(page);
  const counts = countVerdicts(outcomes.filter(({ indicator }) => indicator === JOIN_RATE));
  const words = page.locator('.verdict-bar-words').first();
  await expect.poll(() => words.textContent()).toContain(`达标 ${counts.met}`);
  expect(await words.textContent()).toContain(`未达标 ${counts.unmet}`);

  // Asking for nothing more of that clause than anybody has: nobody loses by it, and nothing is kept.
  await page.goto(`/what-if?scheme=hohhot&track=enterprise&as_of=${DAY}&change=join-rate:at_least=0%25`);
  await settled(page);
  await page.getByText(`${reached} / ${unions}`).first().waitFor();
  await page.reload();
  await page.getByText(`${reached} / ${unions}`).first().waitFor();
  expect(faults).toEqual([]);
});

test('a standard opens at the sentence an item quotes, and two standards are held side by side', async () => {
  const { page, context, faults } = await visit(browser, inject('address'), { login: 'demo-city' });
  await page.goto('/schemes');
  await page
    .getByRole('link', { name: /全市基层工会组织规范化建设达标创优活动/ })
    .first()
    .click();
  await page.waitForURL(/\/schemes\/hohhot/);
  await page.goto('/schemes/hohhot?item=enterprise.join-rate');
  await settled(page);
  await page.getByText('职工入会率、会员实名制率').first().waitFor();
  await page.goto('/comparison');
  await settled(page);
  await page.getByText('职工入会率').first().waitFor();
  await context.close();
  expect(faults).toEqual([]);
});
