import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { looks, violationsOn } from './kit/axe.ts';
import { boundariesIn, departmentFiles, handOutFirst, streetList, takeIn } from './kit/census.ts';
import { censusCodesOf } from './kit/codes.ts';
import { launch, settled, visit } from './kit/desk.ts';
import { jianjia, type Service, startService } from './kit/service.ts';
import { censusPlaces } from './screens.ts';

/** A city of its own: the journey takes files in, founds a union and moves its numbers. */
let service: Service;
let browser: Browser;
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jianjia-census-'));
  chmodSync(dataDir, 0o755);
  const settings = { JIANJIA_BOUNDARIES: boundariesIn(dataDir) };
  [service, browser] = await Promise.all([startService(dataDir, settings), launch(inject('chromium'))]);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
  rmSync(service.dataDir, { recursive: true, force: true });
});

const PAIRS = 200;
const CHECKS = 30;
const STRICT = 50;

test('拉网式核查: from the files of four departments to a union more', { timeout: 900_000 }, async () => {
  const { page, context, faults } = await visit(browser, service.address, { login: 'demo-city' });

  // Four departments' files, and what the streets wrote down.
  for (const file of departmentFiles(service.dataDir)) expect(await takeIn(page, file)).toBeGreaterThan(100);
  expect(await takeIn(page, streetList(service.dataDir))).toBeGreaterThan(PAIRS);

  // Doubtful pairs, by keyboard alone.
  await page.goto('/census/review');
  await settled(page);
  const decided = await reviewByKeyboard(page, PAIRS);
  expect(decided.same).toBeGreaterThan(0);
  expect(decided.different).toBeGreaterThan(0);
  await page.goto('/census/review/report');
  await settled(page);
  await page.getByText(String(PAIRS), { exact: false }).first().waitFor();
  await context.close();

  // The gaps of a township are handed out there.
  const officer = await visit(browser, service.address, { login: 'demo-township' });
  const township = await ownUnion(officer.page);
  const before = await unionRate(township);
  const employer = await handOutFirst(officer.page);

  // One is found on a phone without a network, with a union in it.
  await findOffline(employer);

  // The officer confirms, and the share of employers with a union is another one.
  await confirmFounding(officer.page, employer);
  const after = await unionRate(township);
  expect(after).not.toEqual(before);
  expect(after.numerator).toBe(before.numerator + 1);
  expect([...faults, ...officer.faults]).toEqual([]);
});

test('joined pairs are checked by lot; a model is learned from what was decided, used, and given up', async () => {
  const { page, context, faults } = await visit(browser, service.address, { login: 'demo-city' });
  await page.goto('/census/review/report');
  await page.getByText('还算不出：每一段都要抽查过').waitFor();
  await page.getByRole('link', { name: '去抽查' }).click();
  await page.waitForURL(/kind=joined/);
  await settled(page);
  const decided = await reviewByKeyboard(page, CHECKS);
  expect(decided.same).toBeGreaterThan(0);
  await page.goto('/census/review/report');
  await page.getByText(/95% 的把握在/).waitFor();

  // Learning wants fifty pairs of each kind: somebody stricter goes on.
  await page.getByRole('button', { name: '用判定结果重新学习' }).click();
  await page.getByText('判定还太少，学不出可靠的模型').waitFor();
  await page.goto('/census/review');
  await settled(page);
  await reviewByKeyboard(page, STRICT, () => false);
  await page.goto('/census/review/report');
  await page.getByText(/现用的比对模型：\s*随平台提供的模型/).waitFor();
  await page.getByRole('button', { name: '用判定结果重新学习' }).click();
  await page.getByText(/已学出 .*看过学习前后的对比/).waitFor();
  await page
    .getByRole('button', { name: /展开行/ })
    .first()
    .click();
  await page.getByText(/轮流留出一份/).waitFor();
  await page.getByRole('button', { name: /^启用 / }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /启\s*用/ })
    .click();
  await page.getByText('使用中').waitFor();
  // All pairs are weighed by it, in the background.
  await page.getByText('正在用选定的模型').waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('button', { name: '改回随平台提供的模型' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '改回随平台提供的模型' }).click();
  await page.getByText(/现用的比对模型：\s*随平台提供的模型/).waitFor();
  await context.close();
  expect(faults).toEqual([]);
});

test('gaps are drawn on a map where boundaries are supplied, and a county opens by a click', async () => {
  const { page, context, faults } = await visit(browser, service.address, { login: 'demo-city' });
  await page.goto('/census/gaps?view=map');
  const county = page.locator('svg text', { hasText: '县1' }).first();
  await county.waitFor();
  await county.click();
  await page.waitForURL(/division=150102/);
  await context.close();
  expect(faults).toEqual([]);
});

test.each(looks)(
  'every page of the census is free of what axe can find, $width, $theme',
  async (look) => {
    const { page, context, faults } = await visit(browser, service.address, { login: 'demo-city', ...look });
    const found = await violationsOn(page, censusPlaces(await censusCodesOf(page)));
    await context.close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  },
  600_000,
);

/** Decides pairs by keys as a careful reader would: the same county and one name within the other is one employer. */
async function reviewByKeyboard(
  page: Page,
  pairs: number,
  judge = (one: string, other: string): boolean => within(one, other) || within(other, one),
): Promise<{ same: number; different: number }> {
  const counts = { same: 0, different: 0 };
  const heads = page.locator('.review-sides tbody tr').first().locator('td');
  for (let turn = 0; turn < pairs; turn++) {
    const key = await page.evaluate(() => new URL(location.href).searchParams.get('pair'));
    await heads.nth(1).waitFor();
    const [one = '', other = ''] = await heads.allTextContents();
    const isSame = judge(one, other);
    await page.keyboard.press(isSame ? '1' : '2');
    counts[isSame ? 'same' : 'different']++;
    await expect
      .poll(() => page.evaluate(() => new URL(location.href).searchParams.get('pair')), {
        timeout: 15_000,
        interval: 25,
      })
      .not.toBe(key);
  }
  return counts;
}

const within = (short: string, long: string): boolean =>
  long.includes(short.replace(/有限责任公司|有限公司|公司$/, ''));

/** Code of the union that the account looks from. */
async function ownUnion(page: Page): Promise<string> {
  const answer = await page.request.get('/api/unions');
  const { unions } = (await answer.json()) as { unions: readonly { code: string }[] };
  return unions[0]?.code ?? '';
}

interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** 建会率 of the enterprises of a township, as the command judges it today. */
async function unionRate(union: string): Promise<Rate> {
  const printed = await jianjia(
    service.dataDir,
    'evaluate',
    '--scheme',
    'hohhot',
    '--union',
    union,
    '--format',
    'ndjson',
  );
  const lines = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Rate & { readonly union: string; readonly indicator: string });
  const found = lines.find(
    (line) => line.union === union && line.indicator === 'hohhot.township.enterprise-union-rate',
  );
  if (!found) throw new Error(`${union} has no share of enterprises with a union`);
  return { numerator: found.numerator, denominator: found.denominator };
}

/** The coordinator's phone: opened with a network, filled in without one, sent when it is back. */
async function findOffline(employer: string): Promise<void> {
  const { page, context, faults } = await visit(browser, service.address, {
    login: 'demo-coordinator',
    width: 'phone',
  });
  await page.goto('/census/checks');
  await page.getByText(employer).waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  // The worker keeps what the page has loaded by then.
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.reload();
  await page.getByText('现在没有网络。').waitFor();
  await page
    .locator('.ant-card', { hasText: employer })
    .getByRole('button', { name: /填写结果/ })
    .click();
  await page.getByText('已建会', { exact: true }).click();
  await page.getByLabel('工会名称').fill(`${employer}工会`);
  await page.getByLabel('职工人数').fill('38');
  await page.getByRole('button', { name: '完成，发送' }).click();
  await page.getByText('等待发送').first().waitFor();
  // Closing the page loses nothing.
  await page.reload();
  await page.getByText('等待发送').first().waitFor();
  await context.setOffline(false);
  await page.getByText('已发送').first().waitFor({ timeout: 30_000 });
  await context.close();
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
}

async function confirmFounding(page: Page, employer: string): Promise<void> {
  await page.goto('/census/tasks');
  await page.getByRole('link', { name: employer }).first().click();
  await page.getByRole('button', { name: '确认建会' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('工会名称').waitFor();
  await form.getByRole('button', { name: '确认建会' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('建立的工会').waitFor();
}
