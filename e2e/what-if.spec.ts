import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, settled, visit } from './kit/desk.ts';
import { evaluated, type Outcome, reachedIn } from './kit/evaluated.ts';

const DAY = '2026-11-21';

let browser: Browser;
let outcomes: readonly Outcome[];
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  outcomes = await evaluated(inject('dataDir'), 'hohhot', DAY);
});
afterAll(() => browser.close());

test('a threshold that nobody reaches: the unions that lose by it are saved, and the change is kept as a draft', async () => {
  const { page, faults } = await visit(browser, inject('address'), { login: 'demo-city' });
  const { reached } = reachedIn(outcomes, 'enterprise');
  expect(reached).toBeGreaterThan(0);
  await page.goto(`/what-if?scheme=hohhot&track=enterprise&as_of=${DAY}&change=join-rate:at_least=100%25`);
  await settled(page);
  const list = page.getByRole('region', { name: '会变的工会' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('button', { name: '导出 XLSX' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`推演名单${DAY}.xlsx`);
  const book = await readXlsx(await readFile(await download.path()));
  const [header = [], ...rows] = book.sheets.at(-1)?.rows ?? [];
  const after = header.indexOf('改后');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(reached);
  expect(rows.every((row) => row[after] === '未达标')).toBe(true);

  // A draft needs its name and reason; refused input stays where it is.
  await page.getByRole('button', { name: '存为草案' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('草案名称').fill('入会率全覆盖');
  await dialog.getByRole('button', { name: '存为草案' }).click();
  await dialog.getByText('请填 4 至 500 个字。').waitFor();
  await dialog.getByLabel('理由').fill('试算明年把职工入会率提高到全部。');
  await dialog.getByRole('button', { name: '存为草案' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto('/schemes/hohhot/drafts');
  await page.getByText('入会率全覆盖').first().waitFor();
  expect(faults).toEqual([]);
});

test('the conditions of a list are chosen in a form, stand in the address and are told above the list', async () => {
  const { page, faults } = await visit(browser, inject('address'), { login: 'demo-city' });
  const { unions, reached } = reachedIn(outcomes, 'enterprise');
  await page.goto(`/lists/unions?as_of=${DAY}`);
  await settled(page);
  await page.getByRole('button', { name: '筛选' }).click();
  const form = page.getByRole('dialog');
  // What is typed narrows the choices, so that none lies over another field.
  const choose = async (label: string, option: string) => {
    await form.getByLabel(label).fill(option);
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  };
  await choose('标准', '全市基层工会组织规范化建设达标创优活动');
  await choose('适用对象', '企业工会');
  await choose('整体达标', '否');
  await form.getByRole('button', { name: /应\s*用/ }).click();
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
    .toMatchObject({ scheme: 'hohhot', track: 'enterprise', reached: 'false' });
  await page.getByText(`共 ${unions - reached} 行`).waitFor();
  await page.reload();
  await page.getByText(`共 ${unions - reached} 行`).waitFor();
  expect(faults).toEqual([]);
});
