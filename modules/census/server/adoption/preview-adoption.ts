import { inTransaction, type Acting, Values } from '@jianjia/db';
import { z } from 'zod';
import { type Adoption, type AdoptionChange, adoptionIds, type AdoptionQuery } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { changeSql } from './change-sql.ts';

/** A page of what adopting would change, and how much there is of each kind. */
export interface AdoptionPreview {
  readonly rows: readonly AdoptionChange[];
  readonly next: string | null;
  readonly counts: Readonly<Record<Adoption, number>>;
}

/**
 * What adopting would change in the union's own register, by credit code and field.
 * @throws Problem census.lapsedPage
 */
export async function previewAdoption(
  acting: Acting,
  { division, field, after, limit }: AdoptionQuery,
): Promise<AdoptionPreview> {
  const position = after === undefined ? ['', ''] : positionOf(after);
  return inTransaction(
    acting,
    async (client) => {
      const values = new Values();
      const sql = changeSql(values, division);
      const { rows: counted } = await client.query<{ field: Adoption; count: number }>(
        `select field, count(*)::int as count from (${sql}) c group by field`,
        [...values.list],
      );
      const [uscc = '', from = ''] = position;
      const { rows } = await client.query<AdoptionChange>(
        `select c.employer_id, c.uscc, c.name, c.field, c.before, c.after, c.department, d.file_name, c.line, c.as_of
         from (${sql}) c join census.delivery d using (delivery_id)
         where (c.uscc collate "C", c.field) > (${values.add(uscc)} collate "C", ${values.add(from)})
           and (${values.add(field ?? null)}::text is null or c.field = $${values.list.length})
         order by c.uscc collate "C", c.field limit ${values.add(limit + 1)}`,
        values.list,
      );
      const shown = rows.slice(0, limit);
      return { rows: shown, next: rows.length > limit ? positionText(shown.at(-1)) : null, counts: countsOf(counted) };
    },
    { readOnly: true },
  );
}

/** A number for each kind. */
export function countsOf(
  rows: readonly { readonly field: Adoption; readonly count: number }[],
): Readonly<Record<Adoption, number>> {
  const found = new Map(rows.map(({ field, count }) => [field, count]));
  return Object.fromEntries(adoptionIds.map((id) => [id, found.get(id) ?? 0])) as Record<Adoption, number>;
}

const Cursor = z.tuple([z.string().max(18), z.string().max(40)]);

function positionText(row: AdoptionChange | undefined): string | null {
  return row ? Buffer.from(JSON.stringify([row.uscc, row.field])).toString('base64url') : null;
}

function positionOf(text: string): readonly string[] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw problems.lapsedPage();
  }
}
