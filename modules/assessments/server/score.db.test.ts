import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import type { Range, UnionScore } from '@jianjia/rules';
import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../testing/oracle/index.ts';
import { expectedScores } from '../testing/scoring/expected.ts';
import { loadWorld, scoredStandards } from '../testing/scoring/load.ts';
import { incident, withScoringRows } from '../testing/scoring/world.ts';
import { smallWorld } from '../testing/worlds/index.ts';
import { Random } from '../testing/worlds/random.ts';
import { ensureEvaluated, evaluateAll, type Standards } from './index.ts';

let standards: Standards;
beforeAll(async () => {
  standards = await scoredStandards();
});

interface Shown {
  readonly union: string;
  readonly scheme: string;
  readonly low: number;
  readonly high: number;
  readonly class: string | null;
  readonly level: string | null;
  readonly possible: string | null;
  readonly sections: unknown;
  readonly items: unknown;
}

/** Everything kept, in order. */
async function kept(db: TestDatabase): Promise<readonly Shown[]> {
  const { rows } = await db.system.query<Shown>(
    `select u.union_code as union, s.scheme, s.low, s.high, s.class, s.level, s.possible, s.sections, s.items
    from assessments.score s join organisations.union u on u.union_id = s.union_id order by u.union_code collate "C", s.scheme`,
  );
  return rows;
}

/** The same by the interpreter from the rows themselves. */
function expected(world: World, t: string): readonly Shown[] {
  const whole = (value: number) => value + 0;
  const ranges = (map: ReadonlyMap<string, Range>) =>
    Object.fromEntries([...map].map(([id, { low, high }]) => [id, [whole(low), whole(high)]]));
  const shown = (scheme: Standards['schemes'][number], score: UnionScore): Shown => {
    const track = scheme.tracks.find(({ id }) => id === score.track);
    const ruled = new Set(
      track?.items.flatMap((item) => (item.as === 'indicator' && item.scoring?.rule ? [item.id] : [])),
    );
    return {
      union: score.union,
      scheme: scheme.id,
      low: whole(score.total.low),
      high: whole(score.total.high),
      class: score.class,
      level: score.level,
      possible: score.possible,
      sections: ranges(score.sections),
      items: ranges(new Map([...score.items].filter(([id]) => ruled.has(id)))),
    };
  };
  return standards.schemes
    .flatMap((scheme) => [...expectedScores(world, t, scheme).values()].map((score) => shown(scheme, score)))
    .toSorted((left, right) => (left.union + left.scheme < right.union + right.scheme ? -1 : 1));
}

/** Rows that come in after the evaluation. */
function later(world: World, seed: number, t: string): World['registers'] {
  const random = new Random(seed + 1000);
  const unions = world.registers['unions'] ?? [];
  const some = (count: number) => Array.from({ length: count }, () => random.pick(unions));
  const code = (row: World['registers'][string][number]) => row['union_code'] ?? '';
  return {
    disputes: some(3).map((union, index) => incident(random, union, `LATE${index}`, t)),
    meetings: some(3).map((union, index) => ({
      meeting_no: `LATE${index}`,
      union_code: code(union),
      kind: 'plenary',
      held_on: t,
    })),
    judgements: ['tally.base.care.visit', 'tally.top.relief'].flatMap((indicator) =>
      [...new Set(some(6).map(code))].map((union_code) => ({
        union_code,
        scheme: 'tally',
        indicator,
        judged_on: t.replace(/-\d\d$/, '-02'),
        verdict: 'met',
        points: '9',
        judge: 'city',
        reason: '理由',
      })),
    ),
  };
}

function joined(world: World, more: World['registers']): World {
  const registers = Object.entries(more).map(
    ([name, rows]) => [name, [...(world.registers[name] ?? []), ...rows]] as const,
  );
  return { ...world, registers: { ...world.registers, ...Object.fromEntries(registers) } };
}

const seen = { certain: 0, open: 0, levels: new Set<string>(), possible: 0, sets: 0 };

describe('kept scores', () => {
  it.each([
    [1, '2024-06-30'],
    [2, '2025-02-28'],
    [3, '2024-02-29'],
    [4, '2025-03-31'],
  ])(
    'are what the interpreter says of the rows, also after a refresh (seed %i, %s)',
    async (seed, t) => {
      const db = await testDatabase();
      try {
        const world = withScoringRows(await smallWorld(seed, t, standards.schemes), seed, t);
        await loadWorld(db, world);
        await evaluateAll(db.system, standards, t as PlainDate);
        const scores = await kept(db);
        expect(scores).toEqual(expected(world, t));
        for (const score of scores) {
          if (score.low === score.high) seen.certain++;
          else seen.open++;
          if (score.level !== null) seen.levels.add(score.level);
          if (score.level !== score.possible) seen.possible++;
        }
        seen.sets += world.parameters.length;
        const more = later(world, seed, t);
        await loadWorld(db, { ...world, registers: more, parameters: [] });
        expect(await ensureEvaluated(db.system, standards, t as PlainDate)).toBe('refreshed');
        const refreshed = await kept(db);
        expect(refreshed).not.toEqual(scores);
        expect(refreshed).toEqual(expected(joined(world, more), t));
      } finally {
        await db.drop();
      }
    },
    120_000,
  );

  it('were of every sort', () => {
    expect([...seen.levels].toSorted()).toEqual(['fair', 'fine', 'good']);
    expect(Math.min(seen.certain, seen.open, seen.possible, seen.sets)).toBeGreaterThan(5);
  });
});
