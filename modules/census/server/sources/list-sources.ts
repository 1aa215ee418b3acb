import { inTransaction } from '@jianjia/db';
import type { Source } from '../../contract/index.ts';
import { type Doer, mayWrite } from '../doer.ts';

/** The registers that federations within reach take in, by federation and title; some dozens. */
export async function listSources(doer: Doer): Promise<readonly Source[]> {
  return inTransaction(
    doer.source,
    async (client) => {
      const { rows } = await client.query<Omit<Source, 'can'> & { readonly write: boolean }>(
        `select s.source_id, s.union_id as union, u.name as union_name, s.department, s.title,
           (select count(*)::int from census.delivery d where d.source_id = s.source_id) as deliveries,
           (select max(d.as_of) from census.delivery d where d.source_id = s.source_id and d.status = 'applied') as newest,
           ${mayWrite('s.union_id')} as write
         from census.source s join organisations.union u on u.union_id = s.union_id
         order by u.union_code collate "C", s.title limit 500`,
      );
      return rows.map(({ write, ...source }) => ({ ...source, can: { write } }));
    },
    { readOnly: true },
  );
}
