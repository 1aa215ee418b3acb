import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { looks, violationsOn } from './kit/axe.ts';
import { codesOf } from './kit/codes.ts';
import { launch, visit } from './kit/desk.ts';
import { places } from './screens.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
});
afterAll(() => browser.close());

test.each(looks)(
  'every page is free of what axe can find, $width, $theme',
  async (look) => {
    const { page, context, faults } = await visit(browser, inject('address'), { login: 'demo-city', ...look });
    const found = await violationsOn(page, places(await codesOf(page)));
    await context.close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  },
  600_000,
);
