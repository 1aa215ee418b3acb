/**
 * Learns the model that comes with `packages/linkage` anew, from generated registers with their truth as labels, and writes
 * it to the file named. Arguments: version, file, then sets as `seed:rows`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainOnFiles, type TrainingSet } from '@jianjia/linkage/engine';
import { say } from '../kit.ts';
import { generateRegisters } from './generator/registers.ts';
import { csvLine, linesOf } from './generator/shuffled-file.ts';

const [version = '', file = '', ...sets] = process.argv.slice(2);
if (version === '' || file === '' || sets.length === 0) throw new Error('arguments: version, file, seed:rows …');

const folder = await mkdtemp(join(tmpdir(), 'jianjia-linkage-'));
try {
  const training: TrainingSet[] = [];
  for (const set of sets) training.push(await made(join(folder, set.replace(':', '-')), set));
  say('training …');
  const trained = `generated registers of bench/linkage with their truth: ${sets.map(described).join(' and ')}`;
  const model = await trainOnFiles(training, { version, trained });
  await writeFile(file, `${JSON.stringify(model, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function made(folder: string, set: string): Promise<TrainingSet> {
  const [seed, rows] = set.split(':').map(Number);
  say(`registers of seed ${seed}, ${rows} rows …`);
  const { a, b, truth } = await generateRegisters({ folder, rows: rows ?? 0, seed: seed ?? 0 });
  const lines = ['a_id,b_id,match'];
  let line = 0;
  for await (const text of linesOf(truth)) if (line++ > 0) lines.push(csvLine([...text.split(',').slice(0, 2), '1']));
  const labels = join(folder, 'labels.csv');
  await writeFile(labels, `${lines.join('\n')}\n`);
  return { a, b, labels, complete: true };
}

function described(set: string): string {
  const [seed, rows] = set.split(':');
  const count = Number(rows).toLocaleString('en');
  return `${count} × ${count} rows (seed ${seed})`;
}
