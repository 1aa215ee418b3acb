import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultModel } from '../model/default.ts';
import { explainPair } from '../model/explain.ts';
import type { EmployerRecord } from '../record.ts';
import { employers } from '../employers/index.ts';
import { linkFiles, Linker, linkRecords, trainOnFiles, type LinkOptions, type LinkReport } from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '建家 linkage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const HEADER = 'id,name,uscc,division,address';

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Registers of so many invented employers: every third row of the right one is written another way. */
function registers(count: number): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const [firsts, seconds] = [[...'鼎盛宏远泰和瑞祥'], [...'昌达诚信源丰茂华']];
  const trades = ['酒业', '商贸', '印刷', '餐饮', '建材', '物流', '茶业'];
  const rows = Array.from({ length: count }, (_, index) => {
    const brand = `${firsts[index % 8]}${seconds[Math.floor(index / 8) % 8]}${firsts[Math.floor(index / 64) % 8]}`;
    const trade = trades[index % 7] ?? '';
    const door = 1 + (index % 300);
    return { brand, trade, door, number: String(index).padStart(5, '0') };
  });
  const left = rows.map(
    ({ brand, trade, door, number }) => `A${number},安庆市${brand}${trade}有限公司,,340802,人民路${door}号`,
  );
  const right = rows.map(({ brand, trade, door, number }, index) =>
    index % 3 === 0
      ? `B${number},${brand}（安庆）${trade}有限责任公司,,迎江区,安庆市迎江区人民路${door}号`
      : `B${number},安庆市${brand}${trade}有限公司,,340802,人民路${door}号`,
  );
  return { left, right };
}

let linked = 0;
async function link(
  left: readonly string[],
  right: readonly string[],
  options: LinkOptions = {},
): Promise<{ readonly text: string; readonly report: LinkReport }> {
  const number = linked++;
  const a = await file(`a${number}.csv`, `${[HEADER, ...left].join('\n')}\n`);
  const b = await file(`b${number}.csv`, `\uFEFF${[HEADER, ...right].join('\r\n')}\r\n`);
  const out = join(folder, `out${number}.csv`);
  const report = await linkFiles(a, b, out, options);
  return { text: await readFile(out, 'utf8'), report };
}

describe('two files', () => {
  const { left, right } = registers(400);

  test('are linked row by row, in the order of ids, with probabilities', async () => {
    const { text, report } = await link(left, right);
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toBe('a_id,b_id,probability');
    const right1 = lines.filter((line) => /^A(\d+),B\1,/.test(line));
    expect(right1.length).toBeGreaterThan(390);
    expect(lines.length - right1.length).toBeLessThan(5);
    expect(lines).toEqual(lines.toSorted());
    const probabilities = lines.map((line) => Number(line.split(',')[2]));
    expect(probabilities.every((probability) => probability >= defaultModel.cut && probability <= 1)).toBe(true);
    expect(report).toMatchObject({
      left: { rows: 400, rejected: 0 },
      right: { rows: 400 },
      pairs: lines.length,
      spilled: 0,
    });
  });

  test('give the same bytes again, in any order of rows, with two threads, and spilled to disk', async () => {
    const before = new Set(await readdir(tmpdir()));
    const { text } = await link(left, right);
    expect((await link(left.toReversed(), right.toReversed())).text).toBe(text);
    const spilled = await link(left, right, { memory: 1000 });
    expect(spilled.text).toBe(text);
    expect(spilled.report.spilled).toBeGreaterThan(100_000);
    // Nothing of it stays behind.
    expect(
      (await readdir(tmpdir())).filter((name) => name.startsWith('jianjia-linkage-') && !before.has(name)),
    ).toEqual([]);
  });

  test('and threads are not seen in the result', async () => {
    // Threads start from some megabytes on.
    const pad = '北'.repeat(1200);
    const [long, wide] = [left, right].map((rows) => rows.map((row) => `${row}（${pad}）`));
    const one = await link(long ?? [], wide ?? [], { threads: 1 });
    const two = await link(long ?? [], wide ?? [], { threads: 2 });
    const three = await link(long ?? [], wide ?? [], { threads: 3, memory: 1000 });
    expect(two.text).toBe(one.text);
    expect(three.text).toBe(one.text);
    expect(one.text.split('\n').length).toBeGreaterThan(390);
  });

  test('swapped, they give the same pairs the other way round', async () => {
    const turned = (text: string): readonly string[] =>
      text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 2).toSorted().join())
        .toSorted();
    expect(turned((await link(right.slice(0, 90), left)).text)).toEqual(
      turned((await link(left, right.slice(0, 90))).text),
    );
  });

  test('a file linked to itself gives each row to itself', async () => {
    const { text } = await link(left, left);
    const lines = text.trimEnd().split('\n').slice(1);
    expect(lines.filter((line) => /^(A\d+),\1,/.test(line))).toHaveLength(400);
    expect(lines).toHaveLength(400);
  });
});

test('branches go to themselves, not to parents and sisters', async () => {
  const rows = (letter: string, form: string): string[] => [
    `${letter}1,安庆市红光酒业${form},91150172XD0005NH7R,340802,人民路1号`,
    `${letter}2,安庆市红光酒业${form}城南分公司,91150172XD0005NH7R,340802,人民路1号`,
    `${letter}3,安庆市红光酒业${form}城北分公司,,340802,人民路1号`,
  ];
  const { text } = await link(rows('A', '有限公司'), rows('B', '有限责任公司'), { cut: 0.01 });
  expect(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 5)),
  ).toEqual(['A1,B1', 'A2,B2', 'A3,B3']);
});

test('one code on a thousand rows is no proof, and is told', async () => {
  const rows = (letter: string): string[] =>
    registers(1000).left.map((row, index) => `${letter}${index}${row.slice(6).replace(',,', ',91150172XD0005NH7R,')}`);
  const { text, report } = await link(rows('A'), rows('B'));
  const lines = text.trimEnd().split('\n').slice(1);
  expect(lines.filter((line) => /^A(\d+),B\1,/.test(line)).length).toBeGreaterThan(990);
  expect(lines.length).toBeLessThan(1010);
  expect(report.compared).toBeLessThan(30_000);
});

describe('bad input', () => {
  const good = registers(3).left;
  const rejected = async (content: string | Uint8Array): Promise<string> => {
    const a = await file('bad.csv', content);
    const b = await file('good.csv', [HEADER, ...good].join('\n'));
    const out = join(folder, 'never.csv');
    const error = await linkFiles(a, b, out).catch((error: unknown) => error);
    expect(existsSync(out)).toBe(false);
    return (error as Error).message;
  };

  test('is refused with a sentence, and nothing is written', async () => {
    expect(await rejected('')).toBe('bad.csv 无法读取：文件是空的，没有表头。请检查导出的内容。');
    expect(await rejected(`${HEADER}\n`)).toMatch(/^bad\.csv 没有一行可以比对/);
    expect(await rejected('编号,地址\n1,x\n')).toMatch(/^bad\.csv 的表头里没有“name”（名称）。/);
    expect(await rejected('名称,地址\n1,x\n')).toMatch(/没有“id”（编号）。/);
    expect(await rejected('id,name,名称\n1,x,y\n')).toMatch(/“name”出现了不止一次/);
    expect(await rejected('id,name\n1,"x\n')).toMatch(/第 2 行：从这一行开始的引号没有闭合/);
    expect(await rejected(Buffer.from('\ufeffid,name\n', 'utf16le'))).toMatch(/UTF-16/);
    const missing = await linkFiles(join(folder, 'none.csv'), 'x', 'y').catch((error: Error) => error.message);
    expect(missing).toMatch(/^找不到文件 .*none\.csv。/);
  });

  test('rows that cannot be linked are told by their line, the others are linked', async () => {
    const rows = [
      ...good,
      ',没有编号',
      'A9,',
      `A10,${'长'.repeat(500)}`,
      'A11,多,,,,一栏',
      HEADER,
      good[0] ?? '',
      'A12,一',
      'A12,二',
    ];
    const { text, report } = await link(rows, good);
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect(report.left.faults).toEqual([
      { line: 5, reason: '没有编号' },
      { line: 6, reason: '没有名称' },
      { line: 7, reason: '名称有 500 字，超过 200 字：不像是名称' },
      { line: 8, reason: '有 6 栏，表头只有 5 栏：内容可能错位了' },
      { line: 9, reason: '表头又出现了一次' },
      { line: 11, reason: '编号“A12”在第 11、12 行重复，内容却不同，这些行都没有比对' },
    ]);
    expect(report.left).toMatchObject({ rows: 3, rejected: 7, repeats: 1 });
  });

  test('GB18030 is read as well', async () => {
    const a = await file('gb.csv', iconv.encode([HEADER, ...good].join('\n'), 'gb18030'));
    const b = await file('utf8.csv', [HEADER, ...good].join('\n'));
    const report = await linkFiles(a, b, join(folder, 'gb-out.csv'));
    expect(report.pairs).toBe(3);
  });
});

const recordOf = (line: string): EmployerRecord => {
  const [id = '', name = '', uscc = '', division = '', address = ''] = line.split(',');
  return { id, name, uscc, division, address };
};

describe('records', () => {
  const { left, right } = registers(200);
  const [lefts, rights] = [left.map(recordOf), right.map(recordOf)];

  test('come with the evidence for their explanation', async () => {
    const pairs = await linkRecords(lefts, rights);
    expect(pairs.length).toBeGreaterThan(190);
    for (const { a, b, probability, evidence } of pairs.slice(0, 20)) {
      const [first, second] = [lefts.find(({ id }) => id === a), rights.find(({ id }) => id === b)];
      if (first === undefined || second === undefined) throw new Error('no such records');
      expect(explainPair(defaultModel, employers, first, second, evidence).probability).toBeCloseTo(probability, 9);
    }
  });

  test('a new delivery is held against what is kept, and what is added is found from then on', async () => {
    const linker = await Linker.over(rights.slice(0, 150), { threads: 1 });
    try {
      const found = async (records: readonly EmployerRecord[]): Promise<readonly string[]> =>
        (await linker.link(records)).map(({ a, b }) => `${a}${b}`);
      expect(await found(lefts.slice(140, 143))).toEqual(['A00140B00140', 'A00141B00141', 'A00142B00142']);
      expect(await found(lefts.slice(190, 193))).toEqual([]);
      await linker.add(rights.slice(150));
      expect(await found(lefts.slice(190, 193))).toEqual(['A00190B00190', 'A00191B00191', 'A00192B00192']);
    } finally {
      await linker.close();
    }
  });
});

test('training without labels and with them gives a model that links', async () => {
  const { left, right } = registers(300);
  const a = await file('ta.csv', [HEADER, ...left].join('\n'));
  const b = await file('tb.csv', [HEADER, ...right].join('\n'));
  const labels = await file(
    'labels.csv',
    ['a_id,b_id,match', ...left.map((row) => `${row.slice(0, 6)},B${row.slice(1, 6)},1`)].join('\n'),
  );
  const provenance = { version: 'test', trained: 'test' };
  for (const set of [
    { a, b },
    { a, b, labels, complete: true },
  ]) {
    const model = await trainOnFiles([set], provenance);
    expect(model.version).toBe('test');
    const report = await linkFiles(a, b, join(folder, 'trained.csv'), { model });
    expect(report.pairs).toBeGreaterThan(285);
    expect(report.pairs).toBeLessThan(315);
  }
});
