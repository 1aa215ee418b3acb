import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRegisters } from '@jianjia/assessments/contract';
import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { ID_NUMBER, PHONE, plantNumbers, testVault } from '@jianjia/people/testing';
import { importFiles } from '@jianjia/registers/exchange';
import { unzipped } from '@jianjia/registers/testing';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportToRequest } from './exports/request-export.ts';
import { approvedExport, fetch } from './testing/acts.ts';
import { lay } from './testing/unpacked.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'reports-'));
let chair: Acting;
let city: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  await db.owner.query(`update people.member set born_on = '1949-12-31' where member_no = 'A111-p'`);
  // Planted credit codes have no check digit, which an import would refuse.
  await db.owner.query('update people.member set uscc = null');
  chair = await actAs(db, 'chair', 'A111');
  city = await actAs(db, 'city_officer', 'A');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.drop();
});

const approved = (acting: Acting, wanted: Partial<ExportToRequest> = {}): Promise<string> =>
  approvedExport(acting, city, wanted);

describe('the file', () => {
  test('CSV: tables and a note with the watermark; without approval for numbers none, the ends of telephones, years of birth', async () => {
    const parts = unzipped(await fetch(chair, await approved(chair)));
    const [note, table] = [...parts.keys()];
    expect(note).toMatch(/^导出20261125-\d{4}\/导出说明\.txt$/);
    expect(table).toMatch(/^导出20261125-\d{4}\/members\.csv$/);
    const text = parts.get(note ?? '') ?? '';
    expect(text).toContain(`${chair.actor.name} A111工会 2026-11-25 16:30 导出编号 20261125-`);
    expect(text).toContain('仅限发放互助保障卡使用，请勿外传');
    expect(parts.get(table ?? '')).toContain('id_number_masked');
    expect(parts.get(table ?? '')).toContain('born_on_masked');
    const whole = [...parts.values()].join('');
    expect(whole).toContain(',******************,');
    expect(whole).toContain(',1949,');
    expect(whole).toContain(',*******5678,');
    expect(whole).not.toMatch(/19491231|13812345678|002X|1949-12-31/);
    expect(text).toContain('以 = + - @ 开头的内容可能被当作公式');
  });

  test('XLSX: watermark on the pages of every sheet and in the properties', async () => {
    const whole = await fetch(chair, await approved(chair, { format: 'xlsx', registers: ['members', 'officers'] }));
    const book = await readXlsx(whole);
    expect(book.sheets.map(({ name }) => name)).toEqual(['会员', '工会干部']);
    for (const { headerFooter } of book.sheets) {
      expect(headerFooter?.oddHeader).toContain(`&C${chair.actor.name} A111工会 2026-11-25 16:30 导出编号 20261125-`);
      expect(headerFooter?.oddFooter).toBe('&C仅限发放互助保障卡使用，请勿外传');
    }
    expect(book.properties).toMatchObject({
      creator: chair.actor.name,
      keywords: expect.stringMatching(/^20261125-/) as string,
    });
    expect(JSON.stringify(book)).not.toMatch(/19491231|13812345678/);
    expect(JSON.stringify(book)).toContain('证件号码（已遮盖）');
  });

  test.each(['csv', 'xlsx'] as const)(
    '%s with numbers comes back the same; masked it leaves numbers alone',
    async (format) => {
      const before = await db.owner.query('select * from people.member order by member_no');
      for (const withNumbers of [true, false]) {
        const whole = await fetch(chair, await approved(chair, { format, withNumbers }));
        const place = join(folder, `${format}-${withNumbers}`);
        if (format === 'csv') lay(unzipped(whole), place);
        else writeFileSync(`${place}.xlsx`, whole);
        const path = format === 'csv' ? place : `${place}.xlsx`;
        const report = await importFiles({ pool: db.system }, allRegisters, [path], { vault: testVault });
        expect(report.files.filter(({ register }) => register === 'members')).toMatchObject([
          { read: 2, same: 2, changed: 0, new: 0, rejected: 0 },
        ]);
        if (withNumbers && format === 'csv') expect([...unzipped(whole).values()].join('')).toContain(`${ID_NUMBER},`);
      }
      expect((await db.owner.query('select * from people.member order by member_no')).rows).toEqual(before.rows);
    },
  );
});

test('canary: no full number in journal, sightings or requests', async () => {
  await fetch(chair, await approved(chair, { withNumbers: true }));
  for (const table of ['journal.entry', 'people.sighting', 'reports.export_request']) {
    const all = await db.owner.query<{ text: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`,
    );
    expect(all.rows[0]?.text.length).toBeGreaterThan(100);
    expect(all.rows[0]?.text).not.toMatch(/19491231|13812345678/);
  }
});
