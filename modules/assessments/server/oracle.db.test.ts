import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { importFiles } from '@jianjia/registers/exchange';
import { expect, test } from 'vitest';
import { demoKeyring } from '@jianjia/vault';
import { allRegisters } from '../contract/all-registers.ts';
import type { OutcomeLine } from '../contract/index.ts';
import { House, judgeAll, type Letter, type Line } from '../testing/oracle/index.ts';
import { writeRegisters } from '../testing/worlds/files.ts';
import { nastyDays, smallWorld } from '../testing/worlds/index.ts';
import { evaluateAll, loadStandards, outcomes } from './index.ts';

const STANDARDS = fileURLToPath(new URL('../../../standards', import.meta.url));
const SEEDS = Number(process.env['JIANJIA_ORACLE_SEEDS'] ?? nastyDays.length);

const letters: Readonly<Record<string, Letter>> = {
  met: 'm',
  unmet: 'u',
  unknown: 'k',
  pending: 'p',
  not_applicable: 'n',
};

const name = (line: { union: string; scheme: string; track: string; indicator: string }) =>
  `${line.union} ${line.scheme}/${line.track}/${line.indicator}`;

/** The oracle's line as text, to be held against the product's; with numbers where one measure decided. */
function said(line: Line): string {
  return decided(line) && line.answer?.known ? `${line.verdict} ${numbers(line.answer)}` : line.verdict;
}

function found(line: OutcomeLine, beside: Line): string {
  const verdict = letters[line.verdict] ?? line.verdict;
  return decided(beside) && line.value !== null ? `${verdict} ${numbers({ ...line, value: line.value })}` : verdict;
}

const decided = (line: Line) => line.answer !== null && (line.verdict === 'm' || line.verdict === 'u');

interface Numbers {
  readonly value: number;
  readonly numerator?: bigint | number | null;
  readonly denominator?: bigint | number | null;
  readonly scale?: number;
}

function numbers({ value, numerator, denominator, scale = 1 }: Numbers): string {
  const shown = (part: bigint | number | null | undefined) =>
    typeof part === 'bigint' ? Number(part) / scale : (part ?? '-');
  return `${value.toFixed(9)} ${shown(numerator)}/${shown(denominator)}`;
}

async function differences(seed: number, t: string): Promise<string[]> {
  const standards = await loadStandards(STANDARDS);
  const world = await smallWorld(seed, t, standards.schemes);
  const folder = await mkdtemp(join(tmpdir(), 'jianjia-oracle-'));
  const db = await testDatabase();
  try {
    await writeRegisters(world, folder);
    const report = await importFiles({ pool: db.system }, allRegisters, [folder], { vault: demoKeyring() });
    expect(report.files.flatMap((file) => [file.refused, ...file.rejections]).filter(Boolean)).toEqual([]);
    for (const set of world.parameters) {
      await db.system.query(
        `insert into schemes.parameter_value (union_id, scheme, parameter, valid_from, valid_until, p, q)
        select union_id, $2, $3, $4, nullif($5, '')::date, $6, $7 from organisations.union where union_code = $1`,
        [set.union, set.scheme, set.parameter, set.from, set.until, set.p, set.q],
      );
    }
    await evaluateAll(db.system, standards, t as PlainDate);
    const product = new Map<string, OutcomeLine>();
    for await (const line of outcomes(db.system, standards, t as PlainDate)) product.set(name(line), line);
    const lines = judgeAll(new House(world, t), standards.schemes);
    // Nothing judged is nothing proven: all five schemes, all five verdicts.
    expect(new Set(lines.map(({ scheme }) => scheme)).size).toBe(5);
    expect(new Set(lines.map(({ verdict }) => verdict)).size).toBe(5);
    const differing = lines.flatMap((line) => {
      const outcome = product.get(name(line));
      const other = outcome ? found(outcome, line) : 'no line';
      product.delete(name(line));
      return said(line) === other
        ? []
        : [`seed ${seed} t ${t} ${name(line)} ${line.asked}: oracle ${said(line)}, product ${other}`];
    });
    return [...differing, ...[...product.keys()].map((key) => `${key}: a line the oracle does not have`)];
  } finally {
    await db.drop();
    await rm(folder, { recursive: true });
  }
}

for (let seed = 1; seed <= SEEDS; seed++) {
  const t = nastyDays[(seed - 1) % nastyDays.length] ?? '2024-06-30';
  test(`every verdict and number of a small world is the oracle's (seed ${seed}, ${t})`, async () => {
    expect(await differences(seed, t)).toEqual([]);
  }, 300_000);
}
