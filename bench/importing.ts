import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyIn, inTransaction } from '@jianjia/db';
import { copySql, copyWorld, storedLines, world, writeWorld, type Row } from '@jianjia/world';
import type { ImportAnswer } from './import-child.ts';
import {
  allRegisters,
  inChild,
  median,
  ms,
  say,
  scratchVault,
  settle,
  timed,
  withScratch,
  type Figure,
  type Scratch,
} from './kit.ts';

const RUNS = 3;

/** Figure (c) and the memory of importing: `rows` members of a demo city large enough to have them. */
export async function importFigures(rows: number): Promise<readonly Figure[]> {
  const scale = rows / 18_000;
  return withScratch(async (scratch) => {
    say(`preparing ${rows} members to import …`);
    await copyWorld(scratch.owner, allRegisters, 'demo', { scale, registers: ['unions', 'employers'] });
    const files = await writeFiles(scratch, scale, rows);
    const floors: number[] = [];
    const imports: ImportAnswer[] = [];
    for (let run = 0; run < RUNS; run++) {
      await emptied(scratch);
      floors.push(await bareCopy(scratch, files.stored));
      await emptied(scratch);
      const answer = await inChild<ImportAnswer>('./import-child.ts', scratch.dataDir, files.exchange);
      if (answer.loaded !== rows || answer.rejected !== 0) throw new Error(`loaded ${answer.loaded} of ${rows}`);
      imports.push(answer);
      say(`  bare COPY ${ms(floors.at(-1) ?? 0)}, import ${ms(answer.milliseconds)}`);
    }
    const [floor, time] = [median(floors), median(imports.map((one) => one.milliseconds))];
    return [
      {
        name: 'rate of importing members against a bare COPY',
        value: floor / time,
        unit: '×',
        bound: { at: 'least', value: 0.5 },
        from: `${ms(time)} against ${ms(floor)} for ${rows} rows`,
      },
      {
        name: 'peak memory of the Node process while importing',
        value: Math.max(...imports.map((one) => one.peakMemory)),
        unit: 'MB',
        bound: { at: 'most', value: 400 },
        from: `${rows} rows`,
      },
    ];
  });
}

/** The same rows twice: in the exchange format, and as the table stores them. */
async function writeFiles(scratch: Scratch, scale: number, rows: number) {
  const folder = join(scratch.dataDir, 'files');
  const told = world('demo', { scale });
  const cut = { ...told, members: () => first(told.members(), rows) };
  const definitions = allRegisters.filter((definition) => definition.name === 'members');
  const [exchange = ''] = await writeWorld(cut, definitions, folder);
  const stored = join(folder, 'stored.csv');
  const [definition] = definitions;
  if (!definition) throw new Error('no register of members');
  const known = await scratch.owner.query<{ union_code: string; union_id: string }>(
    'select union_code, union_id from organisations.union',
  );
  const ids = new Map(known.rows.map((row) => [row.union_code, row.union_id]));
  await pipeline(
    Readable.from(storedLines(definition, cut.members(), ids, scratchVault(scratch.dataDir))),
    createWriteStream(stored),
  );
  return { exchange, stored, copy: copySql(definition) };
}

function* first(rows: Iterable<Row>, count: number): Generator<Row> {
  let rest = count;
  for (const row of rows) {
    if (rest-- <= 0) return;
    yield row;
  }
}

/**
 * The owner copies the file into the table as it is: indexes, checks and foreign keys included. Nobody else can: COPY does
 * not work under row policies.
 */
async function bareCopy(scratch: Scratch, file: string): Promise<number> {
  const definition = allRegisters.find((entry) => entry.name === 'members');
  if (!definition) throw new Error('no register of members');
  return timed(() =>
    inTransaction(scratch.owner, (client) => copyIn(client, copySql(definition), createReadStream(file))),
  );
}

async function emptied(scratch: Scratch): Promise<void> {
  await scratch.owner.query('truncate people.member cascade');
  await scratch.owner.query('truncate kernel.register_history, kernel.import_batch');
  await settle(scratch.owner);
}
