import type { PoolClient } from '@jianjia/db';
import type { Side } from '../../contract/index.ts';
import { coverName, coverPhone } from '../../domain/reading/covering.ts';
import type { Opinion } from '../../domain/review/standing.ts';
import { problems } from '../problems.ts';

/** What linkage says of a pair, and where it lies. */
export interface PairRow {
  readonly division_code: string;
  readonly probability: number | null;
  readonly model: string | null;
  readonly joined: boolean;
  /** What is said of it now is a check: linkage joined the two, and nobody doubted it before. */
  readonly spot: boolean;
  readonly persons: number;
}

/** Two ids as pairs are kept: the smaller one first. */
export interface PairIds {
  readonly left: string;
  readonly right: string;
}

/** The pair, in whichever order it was named. */
export function ordered({ left, right }: PairIds): PairIds {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? { left: a, right: b } : { left: b, right: a };
}

/**
 * A pair that linkage found, or about which somebody decided; both sides within reach.
 * @throws Problem census.noPair
 */
export async function findPair(client: PoolClient, { left, right }: PairIds): Promise<PairRow> {
  const { rows } = await client.query<PairRow>(
    `select n.*, census.persons_needed(n.division_code)::int as persons,
       n.joined and ((select count(distinct employer_id) from census.entity where entity_id in ($1, $2)) = 1
         or exists (select from census.decision d where d.left_id = $1 and d.right_id = $2 and d.spot)) as spot
     from (
       select p.division_code, p.probability, p.model, p.joined from census.pair p where p.left_id = $1 and p.right_id = $2
       union all
       (select d.division_code, null, null, false from census.decision d where d.left_id = $1 and d.right_id = $2
        order by d.decision_id desc limit 1)
     ) n
     where exists (select from census.entity where entity_id = $1) and exists (select from census.entity where entity_id = $2)
     limit 1`,
    [left, right],
  );
  const [row] = rows;
  if (!row) throw problems.noPair();
  return row;
}

/** The last word of each person about a pair. */
export async function opinionsOf(client: PoolClient, { left, right }: PairIds): Promise<readonly Opinion[]> {
  const { rows } = await client.query<Opinion>(
    `select decided_by as by, verdict, persons::int, adjudicates,
       row_number() over (order by decision_id)::int as "order"
     from census.opinion where left_id = $1 and right_id = $2`,
    [left, right],
  );
  return rows;
}

interface SideRow extends Omit<Side, 'division'> {
  readonly division_code: string;
  readonly division_name: string;
}

/**
 * Both sides, as their best records say; persons are covered.
 * @throws Problem census.noPair
 */
export async function sidesOf(client: PoolClient, { left, right }: PairIds): Promise<readonly [Side, Side]> {
  const { rows } = await client.query<SideRow>(
    `select e.entity_id, e.employer_id, e.name, e.uscc, e.registration_no, e.division_code, d.name as division_name, e.address,
       e.representative, e.phone, coalesce(m.employees, m.insured) as employees, u.name as union_name, e.records,
       coalesce((select array_agg(distinct s.department order by s.department) from census.record r
         join census.delivery v on v.delivery_id = r.delivery_id join census.source s on s.source_id = v.source_id
         where r.entity_id = e.entity_id), '{}') as departments
     from census.entity e
     join kernel.division d on d.code = e.division_code
     left join census.employer m on m.employer_id = e.employer_id
     left join organisations.union u on u.union_id = m.union_id
     where e.entity_id = any ($1::uuid[])`,
    [[left, right]],
  );
  const side = (id: string): Side => {
    const row = rows.find((one) => one.entity_id === id);
    if (!row) throw problems.noPair();
    const { division_code: code, division_name: name, representative, phone, ...rest } = row;
    return {
      ...rest,
      division: { code, name },
      representative: representative === null ? null : coverName(representative),
      phone: phone === null ? null : coverPhone(phone),
    };
  };
  return [side(left), side(right)];
}
