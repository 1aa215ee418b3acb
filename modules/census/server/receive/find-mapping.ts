import type { PoolClient } from '@jianjia/db';
import type { Mapping, WholeDelivery } from '../../contract/index.ts';
import { suggestColumns } from '../../domain/reading/titles.ts';

/** What the columns of a file mean, and who says so. */
export interface FoundMapping {
  readonly mapping: Mapping;
  readonly from: WholeDelivery['mapping_from'];
  /** Titles confirmed earlier that this file does not have, and that nothing stands in for. */
  readonly missing: readonly string[];
}

/** The mapping confirmed for the source and year; else last year's, as far as the titles are the same; else by known titles. */
export async function findMapping(
  client: PoolClient,
  source: string,
  year: number,
  header: readonly string[],
): Promise<FoundMapping> {
  const { rows } = await client.query<Mapping & { readonly year: number }>(
    `select year, columns, translations from census.mapping where source_id = $1 order by year = $2 desc, year desc limit 1`,
    [source, year],
  );
  const [before] = rows;
  const columns = suggestColumns(header, before?.columns);
  if (!before) return { mapping: { columns, translations: {} }, from: 'titles', missing: [] };
  const fields = new Set(Object.values(columns));
  const missing = Object.entries(before.columns).filter(
    ([title, field]) => !header.includes(title) && !fields.has(field),
  );
  const confirmed = before.year === year && Object.keys(before.columns).every((title) => header.includes(title));
  return {
    mapping: { columns: confirmed ? before.columns : columns, translations: before.translations },
    from: confirmed ? 'confirmed' : 'last_year',
    missing: missing.map(([title]) => title),
  };
}

/** A mapping with nothing in it. */
export const NO_MAPPING: Mapping = { columns: {}, translations: {} };
