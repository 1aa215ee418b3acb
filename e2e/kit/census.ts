import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { settled } from './desk.ts';

/** A register as it comes to the federation: its department and title in the list of sources, and the file. */
export interface DeliveredFile {
  readonly department: string;
  readonly title: string;
  readonly path: string;
}

/** The four departments' files that the demo city brings. */
export function departmentFiles(dataDir: string): readonly DeliveredFile[] {
  const at = (name: string): string => join(dataDir, 'demo-departments', name);
  return [
    { department: '市场监管', title: '市场主体登记', path: at('市场监管局_市场主体登记.csv') },
    { department: '税务', title: '税务登记户', path: at('税务局_税务登记户.csv') },
    { department: '民政', title: '基本单位与社会组织', path: at('统计局民政局_基本单位与社会组织.xlsx') },
    { department: '人社', title: '社保参保单位', path: at('人社局_社保参保单位.csv') },
  ];
}

/**
 * What people write down when they walk through their streets: short names, no codes, no house numbers. Whether it is the
 * employer of the same brand in the registers, only a person can say.
 */
export function streetList(dataDir: string): DeliveredFile {
  const insured = departmentFiles(dataDir).at(-1);
  if (!insured) throw new Error('the demo city brings no file of insured employers');
  const [, ...rows] = parse(readFileSync(insured.path), { bom: true, relax_column_count: true });
  const short = (name: string): string =>
    name
      .replaceAll(' ', '')
      .replace(/^.*示例[）)]?/, '')
      .replace(/有限责任公司|有限公司|公司/, '');
  const listed = rows.flatMap(([name = '', , county = '']) => (name.includes('示例') ? [[short(name), county]] : []));
  const path = join(dataDir, '街道摸排名单.csv');
  // Neither short names nor counties have commas or quotes.
  writeFileSync(path, [['单位名称', '行政区划'], ...listed.slice(0, 260)].map((row) => row.join(',')).join('\n'));
  return { department: '其他部门', title: '街道摸排名单', path };
}

/** Takes a file in as an officer does: source, file, columns, faults, into the list. Answers how many rows went in. */
export async function takeIn(page: Page, { department, title, path }: DeliveredFile): Promise<number> {
  await page.goto('/census/take');
  await settled(page);
  const addsSource = page.getByRole('button', { name: '登记来源' });
  if (!(await addsSource.isVisible())) {
    await page.locator('#census-source').click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('登记新来源').click();
  }
  await page.getByLabel('部门', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(department, { exact: true }).click();
  await page.getByLabel('来源名称').fill(title);
  await addsSource.click();
  // The form of the file begins anew with its source.
  await addsSource.waitFor({ state: 'hidden' });
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(/\/census\/deliveries\//);
  await page.getByRole('button', { name: '保存栏目对应并重新检查' }).click();
  await page.getByText('这个来源今年的栏目对应已经确认过。').waitFor();
  const faults = page.getByRole('checkbox', { name: /已看过/ });
  for (const fault of await faults.all()) await fault.check();
  await page.getByRole('button', { name: /^入\s*册$/ }).click();
  await page.getByText('入册结果').waitFor({ timeout: 120_000 });
  const card = page.locator('.ant-card', { hasText: '入册行' });
  const rows = /[\d,]+/.exec((await card.first().textContent()) ?? '')?.[0] ?? '';
  return Number(rows.replaceAll(',', ''));
}

/** Hands the largest employer without a union to the coordinator; answers its name. */
export async function handOutFirst(page: Page): Promise<string> {
  await page.goto('/census/gaps/employers?gap=uncovered');
  await settled(page);
  const row = page.locator('tbody tr.ant-table-row').first();
  const name = ((await row.getByRole('link').first().textContent()) ?? '').trim();
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: '派发所选 1 家' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox').click();
  await page.locator('.ant-select-dropdown:visible').getByText('协理员').first().click();
  await form.getByRole('button', { name: /派\s*发/ }).click();
  await form.getByText('新派 1 项任务').waitFor();
  return name;
}

/** Counties of the demo city, as they are numbered in GB/T 2260. */
const COUNTIES = ['150102', '150103', '150104', '150105', '150121', '150122', '150123', '150124', '150125'];

/** A boundary file of the demo city in a new folder: its counties as squares in rows of three. Answers the folder. */
export function boundariesIn(dataDir: string): string {
  const folder = join(dataDir, 'boundaries');
  mkdirSync(folder);
  const features = COUNTIES.map((code, place) => {
    const [west, south] = [111 + (place % 3) / 2, 40 + Math.floor(place / 3) / 2];
    const [east, north] = [west + 0.48, south + 0.48];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    return { type: 'Feature', properties: { adcode: Number(code), name: `县${place + 1}` }, geometry };
  });
  writeFileSync(join(folder, '1501.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  return folder;
}
