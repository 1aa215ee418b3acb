import process from 'node:process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Of every account of the demo city; printed when it is made. */
const PASSWORD = 'jianjia-shili-2026';
const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--lang=zh-CN'];

export type Width = 'desk' | 'phone';
const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 360, height: 780 } } as const;

/** A headless Chromium. */
export function launch(program: string, env = process.env): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: FLAGS, env });
}

export interface Visit {
  readonly login: string;
  readonly width?: Width;
  readonly theme?: 'light' | 'dark';
}

/** Somebody signed in, in a browser of his or her own, past the guide of the first visit. */
export async function visit(
  browser: Browser,
  address: string,
  { login, width = 'desk', theme = 'light' }: Visit,
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly faults: string[] }> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZES[width],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(width === 'phone' ? { hasTouch: true, isMobile: true } : {}),
  });
  await context.addInitScript(() => localStorage.setItem('jianjia.guided', '1'));
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // What the page itself complains of; a refused request is told in place and is no fault of the page.
    if (message.type() === 'error' && !/Failed to load resource|Permissions-Policy/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await page.goto('/sign-in');
  await page.locator('[name=login]').first().fill(login);
  await page.locator('[name=password]').first().fill(PASSWORD);
  await page.locator('[name=password]').first().press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return { page, context, faults };
}

/** Waits until nothing on the page is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page
    .locator('[role=status][aria-label=正在读取]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {});
}
