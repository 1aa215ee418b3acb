import type { PoolClient, Pool } from '@jianjia/db';
import type { Places } from '../../domain/reading/record.ts';
import { type Division, placesOf } from '../../domain/reading/places.ts';

/** The code tables as reading a file of a federation needs them. */
export interface CodeTables {
  readonly places: Places;
  readonly isIndustry: (code: string) => boolean;
}

/** @param own the division of the federation that takes the file in */
export async function loadCodes(client: Pool | PoolClient, own: string): Promise<CodeTables> {
  const divisions = await client.query<Division>('select code, name from kernel.division');
  const industries = await client.query<{ code: string }>('select code from kernel.industry');
  const known = new Set(industries.rows.map(({ code }) => code));
  return { places: placesOf(own, divisions.rows), isIndustry: (code) => known.has(code) };
}
