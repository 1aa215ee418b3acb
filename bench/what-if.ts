import {
  evaluateAll,
  judgeSubjects,
  loadStandards,
  prepareFacts,
  prepareWhatIf,
  whatIf,
  type Standards,
} from '@jianjia/assessments/server';
import { ensureAppLogin, openTransaction, type Acting } from '@jianjia/db';
import { signedIn } from '@jianjia/identity/testing';
import { copyWorld } from '@jianjia/world';
import {
  allRegisters,
  AS_OF,
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

const T = AS_OF as Parameters<typeof evaluateAll>[2];
const RUNS = 5;

/** A question about one indicator of the standard that most unions have. */
interface Question {
  readonly scheme: string;
  readonly track: string;
  readonly indicator: string;
  readonly threshold: string;
}

/** One that counts millions of members, and one that counts a small register: the harder bound. */
const QUESTIONS: readonly Question[] = [
  { scheme: 'hohhot', track: 'enterprise', indicator: 'hohhot.enterprise.join-rate', threshold: '95%' },
  { scheme: 'hohhot', track: 'enterprise', indicator: 'hohhot.enterprise.staff-assembly', threshold: '2' },
];

/** What a what-if over the whole city costs against evaluating that one indicator, changed in the same way. */
export async function whatIfFigures(scale: number): Promise<readonly Figure[]> {
  return withScratch(async (scratch) => {
    say(`loading the demo city at scale ${scale} …`);
    const vault = scratchVault(scratch.dataDir);
    const counts = await copyWorld(scratch.owner, allRegisters, 'demo', { scale, vault });
    await ensureAppLogin(scratch.owner, scratch.database.url);
    await settle(scratch.owner);
    const standards = await loadStandards(STANDARDS);
    say('evaluating …');
    await evaluateAll(scratch.system, standards, T);
    await settle(scratch.owner);
    const officer = await cityOfficer(scratch);
    const figures: Figure[] = [];
    for (const question of QUESTIONS) {
      const [asked, evaluated] = await race(scratch, standards, officer, question);
      figures.push({
        name: `what-if over the city against evaluating that one indicator: ${question.indicator}`,
        value: asked / evaluated,
        unit: '×',
        bound: { at: 'most', value: 2 },
        from: `${ms(asked)} against ${ms(evaluated)}; ${counts.get('unions')} unions, ${counts.get('members')} members`,
      });
    }
    return figures;
  });
}

async function cityOfficer({ owner, system, database }: Scratch): Promise<Acting> {
  const found = await owner.query<{ code: string }>(
    `select union_code as code from organisations.union where kind = 'city' order by 1 limit 1`,
  );
  const [city] = found.rows;
  if (!city) throw new Error('the world has no city');
  const db = { owner, system, app: database.pool('app') };
  return (await signedIn(db, [{ role: 'city_officer', union: city.code }])).acting;
}

/** Medians in milliseconds, turn by turn: the whole answer as the application, and the evaluation. */
async function race(
  { system }: Scratch,
  standards: Standards,
  officer: Acting,
  { scheme, track, indicator, threshold }: Question,
): Promise<[number, number]> {
  const prepare = () =>
    prepareWhatIf(standards, T, { scheme, track, changes: [{ indicator, threshold, mandatory: true }] });
  const [asked, evaluated]: [number[], number[]] = [[], []];
  for (let turn = -1; turn < RUNS; turn++) {
    let [met, metAgain] = [-1, -2];
    const one = await timed(async () => {
      const answer = await whatIf(officer, prepare());
      met = answer.indicators[0]?.after.met ?? -1;
    });
    const other = await evaluateOne(system, standards, prepare());
    metAgain = other.met;
    if (met !== metAgain) throw new Error(`${indicator}: ${met} met by the what-if, ${metAgain} by the evaluation`);
    if (turn < 0) continue;
    asked.push(one);
    evaluated.push(other.time);
  }
  return [median(asked), median(evaluated)];
}

/** Judges every union by the changed indicator alone, in a transaction that is taken back. */
async function evaluateOne(
  system: Scratch['system'],
  { plan }: Standards,
  { understood: { changed, changes } }: ReturnType<typeof prepareWhatIf>,
): Promise<{ readonly time: number; readonly met: number }> {
  const item = changed.items[changes[0]?.index ?? -1];
  if (!item) throw new Error('nothing is changed');
  const narrow = plan.narrow(changed, item);
  const { client, rollback } = await openTransaction(system);
  try {
    await client.query('delete from assessments.result where as_of = $1', [T]);
    const time = await timed(async () => {
      await prepareFacts(client, narrow, T);
      await judgeSubjects(client, narrow, T);
    });
    const found = await client.query<{ met: number }>(
      `select count(*)::int as met from assessments.result where as_of = $1 and verdicts = 'm'`,
      [T],
    );
    return { time, met: found.rows[0]?.met ?? -1 };
  } finally {
    await rollback();
  }
}
