import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, settled, visit } from './kit/desk.ts';
import { countVerdicts, evaluated } from './kit/evaluated.ts';

const DAY = '2026-11-21';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
});
afterAll(() => browser.close());

test('a chair sees what is missing, why, which records say so, what to do next, and prints it on one page', async () => {
  const { page, faults } = await visit(browser, inject('address'), { login: 'demo-chair' });
  await page.goto(`/overview?as_of=${DAY}`);
  await page.getByRole('link', { name: '打开工会页面' }).click();
  await page.waitForURL(/\/unions\//);
  const code = decodeURIComponent(new URL(page.url()).pathname.split('/')[2] ?? '');
  await page.goto(`/unions/${code}?scheme=hohhot&as_of=${DAY}`);
  await settled(page);

  // The checklist counts what the command counts.
  const own = (await evaluated(inject('dataDir'), 'hohhot', DAY)).filter(({ union }) => union === code);
  const counts = countVerdicts(own);
  const filter = page.getByRole('group').filter({ has: page.getByRole('button', { name: /^全部/ }) });
  await expect.poll(() => filter.textContent()).toContain(`全部 ${own.length}`);
  expect(await filter.textContent()).toContain(`达标 ${counts.met}`);

  // Why: the clause, the formula, and two clicks to the records.
  await page
    .getByRole('link', { name: /职工入会率/ })
    .first()
    .click();
  await page.waitForURL(/item=/);
  const drawer = page.getByRole('dialog');
  await drawer.locator('.measure-formula').first().waitFor();
  await drawer
    .getByRole('button', { name: /条记录/ })
    .first()
    .click();
  await drawer.getByRole('table').first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).not.toContain('item=');

  // The next step leads to the register where it is done.
  await page
    .getByRole('link', { name: /登记|录入/ })
    .first()
    .click();
  await page.waitForURL(/\/registers\/|\/members/);
  await expect.poll(() => page.locator('h1').textContent()).toMatch(/台账|会员/);

  // One page of A4, whatever is open.
  await page.goto(`/unions/${code}/summary?scheme=hohhot&as_of=${DAY}`);
  await settled(page);
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('another union is not there for a chair, and the page says what to do', async () => {
  const { page, context } = await visit(browser, inject('address'), { login: 'demo-chair' });
  await page.goto('/unions/D1501');
  await expect.poll(() => page.getByRole('alert').first().textContent()).toMatch(/没有编码为/);
  await context.close();
});
