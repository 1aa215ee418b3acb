import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import { demoKeyring } from '@jianjia/vault';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declared } from '../migrations/declared.ts';
import { copyWorld, loadWorld, world, worldNames } from './index.ts';

const counts = async (db: TestDatabase): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { name, table } of declared) {
    const answer = await db.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    found[name] = answer.rows[0]?.n ?? -1;
  }
  return found;
};

const vault = demoKeyring();
const judged = ['hohhot.enterprise.positions-standard', 'jiujiang.six_norms.democratic'];

describe('loading worlds', () => {
  let imported: TestDatabase;
  let copied: TestDatabase;
  beforeAll(async () => {
    imported = await testDatabase();
    copied = await testDatabase();
  });
  afterAll(async () => {
    await imported.drop();
    await copied.drop();
  });

  it('imports every row of every world, all in one database, and again without a change', async () => {
    for (const name of worldNames) {
      const report = await loadWorld({ pool: imported.system }, declared, name, { judged, import: { vault } });
      expect(report.files.flatMap((file) => file.rejections).slice(0, 5)).toEqual([]);
      expect([report.status, report.files.map((file) => file.refused).filter(Boolean)]).toEqual([0, []]);
      for (const [register, rows] of Object.entries(world(name, { judged }))) {
        const file = report.files.find((entry) => entry.register === register);
        expect([register, file?.new]).toEqual([register, [...rows()].length]);
      }
    }
    const again = await loadWorld({ pool: imported.system }, declared, 'tanglang', { import: { vault } });
    expect(again.files.reduce((sum, file) => sum + file.new + file.changed, 0)).toBe(0);
  }, 180_000);

  it('copies what the import would load', async () => {
    for (const name of worldNames) await copyWorld(copied.owner, declared, name, { judged, vault });
    expect(await counts(copied)).toEqual(await counts(imported));
    const tree = `select u.union_code, p.union_code as parent from organisations.union u
      left join organisations.union p on p.union_id = u.parent_id order by 1`;
    expect((await copied.owner.query(tree)).rows).toEqual((await imported.owner.query(tree)).rows);
    const sums = `select e.year, e.item, sum(e.amount) as sum, min(u.union_code) as least from funds.entry e
      join organisations.union u using (union_id) group by 1, 2 order by 1, 2`;
    expect((await copied.owner.query(sums)).rows).toEqual((await imported.owner.query(sums)).rows);
    const links = `select u.union_code, count(*) from agreements.contract_employer c
      join organisations.union u using (union_id) group by 1 order by 1`;
    expect((await copied.owner.query(links)).rows).toEqual((await imported.owner.query(links)).rows);
  }, 120_000);
});
