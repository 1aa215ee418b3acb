import { copyIn, copyOut, inTransaction, type Pool } from '@jianjia/db';
import { deliverAndApply, operating, plantSource, type TypedTable } from '@jianjia/census/testing';
import { plantForest } from '@jianjia/identity/testing';
import { ms, say, settle, timed, withScratch, type Figure } from './kit.ts';
import { Clerk } from './linkage/generator/clerk.ts';
import { World } from './linkage/generator/families.ts';
import { Random } from './linkage/generator/random.ts';
import { writeRow } from './linkage/generator/row.ts';

const HEADER = ['企业名称', '统一社会信用代码', '行政区划', '住所', '曾用名'];

/**
 * Receiving a register of `rows` invented employers of one city and putting it into the trusted list, against a bare COPY of the
 * records it comes to. Nobody has set a bound: it is told so that a change shows.
 */
export async function censusFigures(rows: number): Promise<readonly Figure[]> {
  return withScratch(async ({ owner, system }) => {
    await plantForest(owner);
    const table = registerOf(rows);
    const source = await plantSource(operating(system), 'B', 'market', '市场主体登记');
    await settle(owner);
    const applied = await timed(() => deliverAndApply(system, { source }, table));
    say(`  ${rows} rows received and applied in ${ms(applied)}`);
    const floor = await bareCopy(owner);
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
