import { copyIn, copyOut, inTransaction, type Pool } from '@jianjia/db';
import { applyNow } from '@jianjia/census/server';
import { classifyChanged, deliver, operating, plantSource, type TypedTable } from '@jianjia/census/testing';
import { plantForest } from '@jianjia/identity/testing';
import { ms, say, settle, timed, withScratch, type Figure } from './kit.ts';
import { Clerk } from './linkage/generator/clerk.ts';
import { World } from './linkage/generator/families.ts';
import { Random } from './linkage/generator/random.ts';
import { writeRow } from './linkage/generator/row.ts';

const HEADER = ['企业名称', '统一社会信用代码', '行政区划', '住所', '曾用名'];

/**
 * Receiving a register of `rows` invented employers of one city and putting it into the trusted list, against a bare COPY of the
 * records it comes to; then one of a hundredth of the rows, and classifying what each has changed. Nobody has set a bound: it is
 * told so that a change shows.
 */
export async function censusFigures(rows: number): Promise<readonly Figure[]> {
  return withScratch(async ({ owner, system }) => {
    await plantForest(owner);
    const table = registerOf(rows);
    const source = await plantSource(operating(system), 'B', 'market', '市场主体登记');
    await settle(owner);
    const applied = await takeIn(system, source, '2026-06-30', table);
    const classified = await timed(() => classifyChanged(system));
    say(`  all of them classified in ${ms(classified)}`);
    const floor = await bareCopy(owner);
    await settle(owner);
    const few = [HEADER, ...table.slice(1, 1 + Math.ceil(rows / 100))];
    await takeIn(system, source, '2026-07-31', few);
    const again = await timed(() => classifyChanged(system));
    say(`  what that changed classified in ${ms(again)}`);
    return [
      {
        name: 'a register put into the trusted list against a bare COPY of its records',
        value: applied / floor,
        unit: '×',
        bound: null,
        from: `${ms(applied)} against ${ms(floor)} for ${rows} rows`,
      },
    ];
  });
}

/** Milliseconds from the first row received to the last employer listed. */
async function takeIn(system: Pool, source: string, asOf: string, table: TypedTable): Promise<number> {
  const doer = operating(system);
  let delivery = '';
  const received = await timed(async () => (delivery = await deliver(doer, { source, as_of: asOf }, table)));
  const applied = await timed(() => applyNow(system, doer, delivery, 'all'));
  say(`  ${table.length - 1} rows received in ${ms(received)}, put into the list in ${ms(applied)}`);
  return received + applied;
}

function registerOf(rows: number): TypedTable {
  const world = new World(1);
  const clerk = new Clerk('a', new Random(1, 'census'));
  const table: (readonly string[])[] = [HEADER];
  while (table.length <= rows) {
    for (const firm of world.nextFamily()) {
      if (!firm.seat.county.code.startsWith('1501') || table.length > rows) continue;
      const [name = '', uscc = '', division = '', address = '', former = ''] = writeRow(clerk, firm, ['']).fields;
      table.push([name, uscc, division, address, former]);
    }
  }
  return table;
}

/** The records once more, into a table with the same columns, checks and indexes. */
async function bareCopy(owner: Pool): Promise<number> {
  return inTransaction(owner, async (client) => {
    const pieces: Buffer[] = [];
    for await (const piece of copyOut(client, 'copy census.record to stdout')) pieces.push(piece);
    await client.query('create table census.bench_record (like census.record including all)');
    return timed(() => copyIn(client, 'copy census.bench_record from stdin', given(pieces)));
  });
}

async function* given(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
