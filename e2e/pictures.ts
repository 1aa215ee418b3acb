/** The pictures of `docs/images/desk`: every screen on the demo city. Run by hand: `npm run build && npm exec -- node e2e/pictures.ts`. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from './kit/chromium.ts';
import { departmentFiles, handOutFirst, streetList, takeIn } from './kit/census.ts';
import { censusCodesOf, codesOf } from './kit/codes.ts';
import { launch, settled, visit, type Width } from './kit/desk.ts';
import { startService } from './kit/service.ts';
import { censusPlaces, type Place, places } from './screens.ts';

/** A day whose results no clock moves: pictures change when screens do. */
const DAY = '2026-11-21';
/** Charts are drawn after the page has settled, and move for a moment. */
const DRAWN = 1500;
/** Ends of the twelve months before the day, whose results the history of the overview shows. */
const MONTH_ENDS = Array.from({ length: 12 }, (_, back) =>
  new Date(Date.UTC(2026, 10 - back, 0)).toISOString().slice(0, 10),
);
const FOLDER = fileURLToPath(new URL('../docs/images/desk/', import.meta.url));

interface Look {
  readonly width: Width;
  readonly theme: 'light' | 'dark';
  /** Whether a screen is shown in this look. */
  readonly shows: (name: string) => boolean;
}

/** Of the census, what is used on a phone. */
const ON_PHONES = new Set([
  'census-review',
  'census-gap-list',
  'census-task',
  'census-joint-group',
  'census-industry-rules',
]);
/** For the city's officer they show nothing: the map without a boundary file, and what was handed out to somebody else. */
const EMPTY = new Set(['census-map', 'census-checks']);

const LOOKS: readonly Look[] = [
  { width: 'desk', theme: 'light', shows: (name) => !EMPTY.has(name) },
  { width: 'phone', theme: 'light', shows: (name) => !name.startsWith('census-') || ON_PHONES.has(name) },
  { width: 'desk', theme: 'dark', shows: (name) => ['overview', 'union'].includes(name) },
];

await main();

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jianjia-pictures-'));
  chmodSync(dataDir, 0o755);
  mkdirSync(FOLDER, { recursive: true });
  const service = await startService(dataDir);
  // Chinese letters as a Chinese desktop draws them: fonts are chosen by it.
  const browser = await launch(findChromium(), { ...process.env, LC_ALL: 'zh_CN.UTF-8' });
  try {
    await evaluateMonthEnds(browser, service.address);
    await takeCensus(service.address, dataDir);
    for (const look of LOOKS) await takeAll(browser, service.address, look);
    await takeChecks(browser, service.address);
  } finally {
    await browser.close();
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the pictures show: every screen, some of them in use. */
function shownPlaces(codes: Parameters<typeof places>[0]): readonly Place[] {
  return [
    ...places(codes),
    { name: 'union-item', path: `/unions/${codes.union}?scheme=hohhot&item=hohhot.enterprise.join-rate` },
    { name: 'scheme-item', path: '/schemes/hohhot?track=enterprise&item=enterprise.join-rate' },
    { name: 'what-if-change', path: '/what-if?scheme=hohhot&track=enterprise&change=join-rate:at_least=95%25' },
  ];
}

/** Evaluates the month ends, which the service does by itself while nobody waits. */
async function evaluateMonthEnds(browser: Browser, address: string): Promise<void> {
  const { page, context } = await visit(browser, address, { login: 'demo-city' });
  for (const day of MONTH_ENDS) {
    const answer = await page.request.get(`/api/summary?as_of=${day}`, { timeout: 120_000 });
    if (!answer.ok()) throw new Error(`${day} was not evaluated: ${await answer.text()}`);
  }
  await context.close();
}

/** Four departments' files and a list of the streets in the census, and a gap handed out. */
async function takeCensus(address: string, dataDir: string): Promise<void> {
  // A locale that the machine does not have keeps Chromium from files with Chinese names.
  const browser = await launch(findChromium());
  const city = await visit(browser, address, { login: 'demo-city' });
  for (const file of departmentFiles(dataDir)) await takeIn(city.page, file);
  await takeIn(city.page, streetList(dataDir));
  await city.context.close();
  const township = await visit(browser, address, { login: 'demo-township' });
  await handOutFirst(township.page);
  await township.context.close();
  await browser.close();
}

/** Every screen in one look, as an officer of the city sees it: `NAME.png`, `NAME-phone.png`, `NAME-dark.png`. */
async function takeAll(browser: Browser, address: string, { width, theme, shows }: Look): Promise<void> {
  const { page, context } = await visit(browser, address, { login: 'demo-city', width, theme });
  const suffix = `${width === 'phone' ? '-phone' : ''}${theme === 'dark' ? '-dark' : ''}`;
  const all = [...shownPlaces(await codesOf(page)), ...censusPlaces(await censusCodesOf(page))];
  const shown = all.filter(({ name }) => shows(name));
  for (const place of shown) await take(page, onDay(place), `${place.name}${suffix}.png`);
  await context.close();
}

/** What the coordinator has on the phone. */
async function takeChecks(browser: Browser, address: string): Promise<void> {
  const { page, context } = await visit(browser, address, { login: 'demo-coordinator', width: 'phone' });
  await take(page, '/census/checks', 'census-checks-phone.png');
  await context.close();
}

async function take(page: Page, path: string, file: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.waitForTimeout(DRAWN);
  await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
  process.stdout.write(`${file}\n`);
}

function onDay({ path }: Place): string {
  return `${path}${path.includes('?') ? '&' : '?'}as_of=${DAY}`;
}
