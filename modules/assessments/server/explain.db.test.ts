import { fileURLToPath } from 'node:url';
import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import type { Outcome } from '@jianjia/rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeLine } from '../contract/index.ts';
import { loadWorld } from '../testing/scoring/load.ts';
import { smallWorld } from '../testing/worlds/index.ts';
import { evaluateAll, explain, loadStandards, outcomes, type Standards } from './index.ts';

const STANDARDS = fileURLToPath(new URL('../../../standards', import.meta.url));
const T = '2024-06-30' as PlainDate;
/** Of all outcomes every so many is explained: all kinds of unions, and several hundred of their items. */
const EVERY = 29;
let db: TestDatabase;
let standards: Standards;

beforeAll(async () => {
  [db, standards] = await Promise.all([testDatabase(), loadStandards(STANDARDS)]);
  await loadWorld(db, await smallWorld(3, T, standards.schemes));
  await evaluateAll(db.system, standards, T);
});
afterAll(() => db.drop());

describe('an explanation looks at one union only', () => {
  it('and says what the evaluation of all says', async () => {
    const lines = await Array.fromAsync(outcomes(db.system, standards, T));
    const measured = lines.filter(
      ({ verdict, value }) => verdict !== 'pending' && (value !== null || verdict !== 'met'),
    );
    const chosen = measured.filter((_line, index) => index % EVERY === 0);
    expect(new Set(chosen.map(({ track }) => track)).size).toBeGreaterThan(6);
    for (const line of chosen) {
      const { outcome } = await explain(db.system, standards, T, line.union, line.indicator);
      expect(told(outcome), `${line.union} ${line.indicator}`).toEqual(told(line));
    }
  }, 300_000);
});

/** Of an unknown verdict the kept results do not tell whether the condition or the criterion is to blame. */
function told({ verdict, value, numerator, denominator, threshold }: Outcome | OutcomeLine) {
  return verdict === 'unknown' ? { verdict } : { verdict, value, numerator, denominator, threshold };
}
