/** The pictures of `docs/images/desk`: every screen on the demo city. Run by hand: `npm run build && npm exec -- node e2e/pictures.ts`. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { findChromium } from './kit/chromium.ts';
import { codesOf } from './kit/codes.ts';
import { launch, settled, visit, type Width } from './kit/desk.ts';
import { startService } from './kit/service.ts';
import { type Place, places } from './screens.ts';

/** A day whose results no clock moves: pictures change when screens do. */
const DAY = '2026-11-21';
/** Charts are drawn after the page has settled, and move for a moment. */
const DRAWN = 1500;
const FOLDER = fileURLToPath(new URL('../docs/images/desk/', import.meta.url));

interface Look {
  readonly width: Width;
  readonly theme: 'light' | 'dark';
  /** Whether a screen is shown in this look. */
  readonly shows: (name: string) => boolean;
}

const LOOKS: readonly Look[] = [
  { width: 'desk', theme: 'light', shows: () => true },
  { width: 'phone', theme: 'light', shows: () => true },
  { width: 'desk', theme: 'dark', shows: (name) => ['overview', 'union'].includes(name) },
];

await main();

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jianjia-pictures-'));
  chmodSync(dataDir, 0o755);
  mkdirSync(FOLDER, { recursive: true });
  const service = await startService(dataDir);
  const browser = await launch(findChromium());
  try {
    for (const look of LOOKS) await takeAll(browser, service.address, look);
  } finally {
    await browser.close();
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Every screen in one look, as an officer of the city sees it: `NAME.png`, `NAME-phone.png`, `NAME-dark.png`. */
async function takeAll(browser: Browser, address: string, { width, theme, shows }: Look): Promise<void> {
  const { page, context } = await visit(browser, address, { login: 'demo-city', width, theme });
  const suffix = `${width === 'phone' ? '-phone' : ''}${theme === 'dark' ? '-dark' : ''}`;
  const shown = places(await codesOf(page)).filter(({ name }) => shows(name));
  for (const place of shown) {
    await page.goto(onDay(place));
    await settled(page);
    await page.waitForTimeout(DRAWN);
    const file = `${place.name}${suffix}.png`;
    await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
}

function onDay({ path }: Place): string {
  return `${path}${path.includes('?') ? '&' : '?'}as_of=${DAY}`;
}
