import { fileURLToPath } from 'node:url';
import { inTransaction } from '@jianjia/db';
import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { parseReference, type FactContext } from '@jianjia/rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factRelations, loadStandards, type Standards } from '../index.ts';
import { gather } from '../prepare.ts';
import { classesOf, MOST_ROWS } from './classes.ts';
import { gatherings, gatherSql } from './gather.ts';
import { treeSql } from './tree.ts';

const T = '2024-06-30' as PlainDate;
const context: FactContext = { t: T, incremental: false, changed: () => 'true' };

let db: TestDatabase;
let standards: Standards;
beforeAll(async () => {
  [db, standards] = await Promise.all([
    testDatabase(),
    loadStandards(fileURLToPath(new URL('../../../../standards', import.meta.url))),
  ]);
  await db.owner.query(`
    insert into organisations.union (union_code, name, kind, division_code, founded_on)
    select 'U' || i, '工会' || i, 'enterprise', '150102', '2010-01-01' from generate_series(1, 3) i`);
});
afterAll(() => db.drop());

/** Documents of all kinds, topics and years, some without a topic or a year; one union gets `many` more. */
async function addDocuments(many: number): Promise<void> {
  await db.owner.query(
    `insert into documents.document (union_id, document_no, kind, topic, issued_on, year)
    select union_id, union_code || '-' || i,
      (array['rule', 'annual_plan', 'half_summary', 'archive'])[1 + i % 4],
      (array['例会', '学习培训、经费管理', '帮扶救助', null])[1 + i % 4 # 1],
      date '2022-01-01' + i % 1000, case when i % 3 = 0 then 2020 + i % 6 end
    from organisations.union, generate_series(1, 400) i`,
  );
  await db.owner.query(
    `insert into documents.document (union_id, document_no, kind, topic, issued_on)
    select union_id, 'many-' || i, 'rule', '例会', '2024-01-01' from organisations.union, generate_series(1, $1) i where union_code = 'U1'`,
    [many],
  );
}

describe('counting by classes', () => {
  const documents = () => {
    const [gathering] = gatherings(
      standards.plan.facts,
      factRelations.filter(({ source }) => source.name === 'documents'),
    );
    if (!gathering) throw new Error('no scheme asks for documents');
    return gathering;
  };

  it('is used for documents, whose facts are many and hang on few dates', () => {
    expect(classesOf(documents().facts)).not.toBeNull();
  });

  it('gives what counting each fact by its own condition gives', async () => {
    await addDocuments(0);
    await inTransaction(db.system, async (client) => {
      for (const sql of treeSql(T)) await client.query(sql);
      const all = 'select * from fact_documents order by owner_id';
      await client.query(gatherSql(documents(), context));
      const { rows } = await client.query<Record<string, unknown>>(all);
      await client.query('drop table fact_documents');
      await client.query(gatherSql(documents(), context, true));
      const plain = await client.query(all);
      expect(rows.map(({ class_rows: _rows, ...row }) => row)).toEqual(plain.rows);
      expect(rows).toHaveLength(3);
    });
  });

  it('counts plainly where a union has more rows than fit into a shared sum', async () => {
    await db.owner.query('delete from documents.document');
    await addDocuments(MOST_ROWS + 1);
    await inTransaction(db.system, async (client) => {
      for (const sql of treeSql(T)) await client.query(sql);
      await gather(client, documents(), context);
      const { column } = standards.plan.factOf(parseReference('documents.rule(例会)'));
      const found = await client.query<{ most: number }>(`select max(${column}) as most from fact_documents`);
      expect(found.rows[0]?.most).toBeGreaterThan(MOST_ROWS);
    });
  });
});
