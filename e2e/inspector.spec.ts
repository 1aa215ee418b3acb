import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { codesOf } from './kit/codes.ts';
import { launch, settled, visit } from './kit/desk.ts';

const DAY = 24 * 3600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
});
afterAll(() => browser.close());

/** Sends somebody to inspect a union, as the city does; answers the union's code and name. */
async function assign(page: Page, login: string): Promise<{ readonly code: string; readonly name: string }> {
  // Not in the county of who inspects: nobody inspects the own chain.
  const { union } = await codesOf(page, 'last');
  const accounts = (await (await page.request.get(`/api/accounts?q=${login}`)).json()) as {
    readonly accounts: readonly { readonly accountId: string; readonly login: string }[];
  };
  const account = accounts.accounts.find((one) => one.login === login);
  const sent = await page.request.post(`/api/accounts/${account?.accountId}/inspections`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: {
      union,
      from: new Date(Date.now() - DAY).toISOString(),
      until: new Date(Date.now() + DAY).toISOString(),
      reason: '年度检查',
    },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  const head = (await (await page.request.get(`/api/unions/${union}`)).json()) as { readonly name: string };
  return { code: union, name: head.name };
}

async function expectNoSideways(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, `${page.url()} is wider than the phone`).toBeLessThanOrEqual(0);
}

test('an inspector on a phone finds the assigned union, reads its checklist and why, and no other union', async () => {
  const city = await visit(browser, inject('address'), { login: 'demo-city' });
  const { code, name } = await assign(city.page, 'demo-clerk');
  await city.context.close();

  const { page, context, faults } = await visit(browser, inject('address'), { login: 'demo-clerk', width: 'phone' });
  await page.goto(`/tree?q=${encodeURIComponent(code)}`);
  await settled(page);
  await page.getByText(name).first().waitFor();
  await expectNoSideways(page);
  await page.goto(`/unions/${code}?scheme=hohhot`);
  await settled(page);
  expect(await page.locator('h1').textContent()).toContain(name);
  await expectNoSideways(page);
  await page
    .getByRole('link', { name: /职工入会率/ })
    .first()
    .click();
  await page.waitForURL(/item=/);
  await page.locator('.measure-formula').first().waitFor();
  await expectNoSideways(page);
  await page.goto('/unions/D1501');
  await page
    .getByRole('alert')
    .getByText(/没有编码为/)
    .waitFor();
  await context.close();
  expect(faults).toEqual([]);
});
