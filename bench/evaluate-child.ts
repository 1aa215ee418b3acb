/** Evaluates a prepared database several times beside its floor. Arguments: data folder, runs. */
import { evaluateAll, loadStandards } from '@jianjia/assessments/server';
import { runFloor } from './floor.ts';
import { AS_OF, openScratch, peakMemory, STANDARDS, timed } from './kit.ts';

export interface EvaluateAnswer {
  readonly evaluations: readonly number[];
  readonly floors: readonly number[];
  readonly peakMemory: number;
}

const [dataDir = '', runs = '3'] = process.argv.slice(2);
const database = await openScratch(dataDir);
const standards = await loadStandards(STANDARDS);
const pool = database.pool('system');
const evaluate = () => evaluateAll(pool, standards, AS_OF as Parameters<typeof evaluateAll>[2]);

// Once to warm the caches, not counted.
await runFloor(pool);
await evaluate();
const evaluations: number[] = [];
const floors: number[] = [];
for (let run = 0; run < Number(runs); run++) {
  await database.pool('owner').query('vacuum analyze');
  floors.push(await runFloor(pool));
  evaluations.push(await timed(evaluate));
}
const answer: EvaluateAnswer = { evaluations, floors, peakMemory: peakMemory() };
await database.close();
process.send?.(answer);
process.disconnect?.();
