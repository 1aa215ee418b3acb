import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(encodeURI(path), ROOT), 'utf8');

const PAGES = ['docs/security.md', 'docs/security/threat-model.md', 'docs/security/asvs.md', 'docs/security/pipl.md'];
PAGES.push('docs/security/mlps.md', 'SECURITY.md');

/** Sections of ASVS 5.0.0 and how many requirements of level 1 and 2 each has; they are counted from 1 without gaps. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
  8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
  11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3
  15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`;

const STATUSES = ['yes', 'not yet', 'does not apply'] as const;

interface Requirement {
  readonly number: string;
  readonly level: string;
  readonly status: string;
  readonly evidence: string;
}

const requirements: readonly Requirement[] = rowsOf('docs/security/asvs.md')
  .filter(([number = '']) => /^\d+\.\d+\.\d+$/.test(number))
  .map(([number = '', level = '', , status = '', evidence = '']) => ({ number, level, status, evidence }));

/** The cells of every row of every table of a page. */
function rowsOf(path: string): readonly (readonly string[])[] {
  const rows = text(path)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** Whether words stand in a file, wherever its lines are broken. */
function says(path: string, words: string): boolean {
  return text(path).replaceAll(/\s+/g, ' ').includes(words);
}

/** What is cited in backquotes that is a place: a path, `path#words`, or `path › test`. */
function cited(markdown: string): readonly { readonly path: string; readonly words: string | null }[] {
  return [...markdown.matchAll(/`([^`\n]+)`/g)].flatMap(([, quote = '']) => {
    const found = /^([\w.\u4e00-\u9fff/-]+\.(?:ts|js|sql|md|json|yaml)|\.npmrc)(?:(?: › |#)(.+))?$/.exec(quote);
    // File names without a folder are those of an installation.
    if (!found?.[1] || !(found[1].includes('/') || found[2])) return [];
    return [{ path: found[1], words: found[2] ?? null }];
  });
}

test.each(PAGES)('every place and test that %s names is there', (page) => {
  const missing = cited(text(page)).filter(
    ({ path, words }) => !existsSync(new URL(encodeURI(path), ROOT)) || (words !== null && !says(path, words)),
  );
  expect(missing).toEqual([]);
});

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const links = [...text(page).matchAll(/\]\(([^)#\s]+)\)/g)].map(([, link = '']) => link);
  const folder = new URL(page, ROOT);
  expect(links.filter((link) => !existsSync(new URL(encodeURI(link), folder)))).toEqual([]);
});

test('a test is cited by its name, as a whole', () => {
  const names = requirements.flatMap(({ evidence }) => [...evidence.matchAll(/`(\S+) › ([^`]+)`/g)]);
  expect(names.length).toBeGreaterThan(100);
  const missing = names.filter(([, path = '', name = '']) => !text(path).includes(`'${name}'`));
  expect(missing.map(([quote]) => quote)).toEqual([]);
});

test('every requirement of level 1 and 2 is answered once, in order', () => {
  const numbers = [...SECTIONS.matchAll(/(\S+):(\d+)/g)].flatMap(([, section = '', count = '']) =>
    Array.from({ length: Number(count) }, (_, index) => `${section}.${index + 1}`),
  );
  expect(requirements.map(({ number }) => number)).toEqual(numbers);
  expect(requirements.filter(({ level }) => level === 'L1')).toHaveLength(70);
  expect(requirements.filter(({ level }) => level === 'L2')).toHaveLength(183);
});

test('yes names a place, everything else says why', () => {
  for (const { number, status, evidence } of requirements) {
    expect(STATUSES, number).toContain(status);
    expect(evidence, number).not.toBe('');
    if (status === 'yes') expect(cited(evidence), number).not.toEqual([]);
  }
});

test('the summary adds up', () => {
  const counts = (levels: readonly string[], status?: string): string =>
    String(requirements.filter((one) => levels.includes(one.level) && one.status === (status ?? one.status)).length);
  const summary = rowsOf('docs/security/asvs.md').filter(([first = '']) =>
    [...STATUSES, 'all'].some((s) => s === first),
  );
  expect(summary).toEqual(
    [...STATUSES, undefined].map((status) => [
      status ?? 'all',
      counts(['L1'], status),
      counts(['L2'], status),
      counts(['L1', 'L2'], status),
    ]),
  );
});
