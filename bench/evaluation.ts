import { ensureEvaluated, loadStandards, type Standards } from '@jianjia/assessments/server';
import { copyWorld } from '@jianjia/world';
import type { EvaluateAnswer } from './evaluate-child.ts';
import {
  allRegisters,
  AS_OF,
  inChild,
  median,
  ms,
  say,
  scratchVault,
  settle,
  STANDARDS,
  timed,
  withScratch,
  type Figure,
  type Scratch,
} from './kit.ts';

type Day = Parameters<typeof ensureEvaluated>[2];

interface Measured {
  readonly unions: number;
  readonly members: number;
  readonly evaluation: number;
  readonly floor: number;
  readonly memory: number;
  readonly refresh: number;
}

/** Scales of the demo city: about 350 unions and 20,000 members each. */
export interface Sizes {
  readonly tiny: number;
  readonly middle: number;
  readonly large: number;
}

const RUNS = 3;
const CHANGES = 15;

/** Figures (a), (b) and the memory of evaluating. */
export async function evaluationFigures(sizes: Sizes): Promise<readonly Figure[]> {
  const tiny = await measure(sizes.tiny, 'refresh only');
  const middle = await measure(sizes.middle, 'evaluate only');
  const large = await measure(sizes.large, 'both');
  const growth = large.evaluation / middle.evaluation / (large.members / middle.members);
  const size = (one: Measured) => `${one.unions} unions, ${one.members} members`;
  return [
    {
      name: 'evaluation of all schemes against counting every source table',
      value: large.evaluation / large.floor,
      unit: '×',
      bound: { at: 'most', value: 3 },
      from: `${ms(large.evaluation)} against ${ms(large.floor)}; ${size(large)}`,
    },
    {
      name: 'growth of the evaluation against growth of members',
      value: growth,
      unit: '×',
      bound: { at: 'most', value: 1 },
      from: `${ms(middle.evaluation)} at ${middle.members} members, ${ms(large.evaluation)} at ${large.members}`,
    },
    {
      name: 'one changed member judged again, large against small city',
      value: large.refresh / tiny.refresh,
      unit: '×',
      bound: { at: 'most', value: 1.5 },
      from: `${ms(large.refresh)} at ${large.unions} unions, ${ms(tiny.refresh)} at ${tiny.unions}`,
    },
    {
      name: 'peak memory of the Node process while evaluating',
      value: large.memory,
      unit: 'MB',
      bound: { at: 'most', value: 300 },
      from: size(large),
    },
  ];
}

function measure(scale: number, what: 'evaluate only' | 'refresh only' | 'both'): Promise<Measured> {
  return withScratch(async (scratch) => {
    say(`loading the demo city at scale ${scale} …`);
    const counts = await copyWorld(scratch.owner, allRegisters, 'demo', {
      scale,
      vault: scratchVault(scratch.dataDir),
    });
    await settle(scratch.owner);
    say(`  ${counts.get('unions')} unions, ${counts.get('members')} members`);
    const nothing: EvaluateAnswer = { evaluations: [], floors: [], peakMemory: 0 };
    const evaluated =
      what === 'refresh only'
        ? nothing
        : await inChild<EvaluateAnswer>('./evaluate-child.ts', scratch.dataDir, String(RUNS));
    const refreshes = what === 'evaluate only' ? [] : await changes(scratch, await loadStandards(STANDARDS));
    say(`  evaluations ${evaluated.evaluations.map(ms).join(', ')}; floors ${evaluated.floors.map(ms).join(', ')}`);
    say(`  refreshes ${refreshes.map(ms).join(', ')}`);
    return {
      unions: counts.get('unions') ?? 0,
      members: counts.get('members') ?? 0,
      evaluation: median(evaluated.evaluations),
      floor: median(evaluated.floors),
      memory: evaluated.peakMemory,
      refresh: median(refreshes),
    };
  });
}

/** Changes one member after the other in unions of three levels below the city and judges again after each. */
async function changes(scratch: Scratch, standards: Standards): Promise<readonly number[]> {
  const { system, owner } = scratch;
  await ensureEvaluated(system, standards, AS_OF as Day);
  await settle(owner);
  // Full-grown enterprise unions under a town, spread over the city: the same depth at every size.
  const found = await system.query<{ union_id: string; member_no: string }>(
    `select m.union_id, min(m.member_no) as member_no
    from people.member m
    join organisations.union u using (union_id)
    join organisations.union p on p.union_id = u.parent_id and p.kind in ('township', 'zone')
    where u.kind = 'enterprise' and u.dissolved_on is null
    group by m.union_id having count(*) between 20 and 120
    order by md5(m.union_id::text) limit $1`,
    [CHANGES + 3],
  );
  const times: number[] = [];
  for (const [index, { union_id: union, member_no: member }] of found.rows.entries()) {
    await system.query(
      `update people.member set verified_on = case when verified_on is null then date '2026-01-05' end
      where union_id = $1 and member_no = $2`,
      [union, member],
    );
    let outcome = '';
    const time = await timed(async () => (outcome = await ensureEvaluated(system, standards, AS_OF as Day)));
    if (outcome !== 'refreshed') throw new Error(`expected a refresh, got: ${outcome}`);
    // The first few warm the connection.
    if (index >= 3) times.push(time);
  }
  return times;
}
