import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { Sector } from '../../contract/index.ts';
import { problems } from './problems.ts';

/** An employer that a union begins to cover. */
export interface CoveredEmployer {
  readonly uscc: string;
  /** For an employer that the register of the union does not have yet. */
  readonly name: string;
  readonly division: string;
  readonly industry: string | null;
  /** Needed for an employer the register does not have. */
  readonly sector: Sector | null;
  readonly establishedOn: PlainDate | null;
}

/** What the register knows of an employer, as the actor sees it. */
export interface RegisteredEmployer {
  readonly sector: Sector;
  readonly unionId: string | null;
}

/** The employer in the register of the union; null where it has none within the actor's sight. */
export async function registeredEmployer(client: PoolClient, uscc: string): Promise<RegisteredEmployer | null> {
  const found = await client.query<RegisteredEmployer>(
    'select sector, union_id as "unionId" from employers.employer where uscc = $1',
    [uscc],
  );
  return found.rows[0] ?? null;
}

/**
 * Says that a union covers an employer, inside the transaction of the act that it belongs to, which writes the journal; an employer
 * the register does not have is added. What was said before stays in the history of the register.
 * @throws Problem employers.covered, employers.noSector, employers.mayNotCover
 */
export async function coverEmployer(
  client: PoolClient,
  employer: CoveredEmployer,
  unionId: string,
  t: PlainDate,
): Promise<void> {
  const { uscc } = employer;
  const found = await client.query<{ id: string | null; union: string | null; live: boolean }>(
    `select e.union_id as id, u.name as union, e.union_id is not null and (u.union_id is null or u.dissolved_on is null or u.dissolved_on > $2::date) as live
     from employers.employer e left join organisations.union u on u.union_id = e.union_id where e.uscc = $1`,
    [uscc, t],
  );
  const [known] = found.rows;
  if (known?.live) throw problems.covered(employer.name, known.union);
  if (known) {
    await client.query(
      `insert into kernel.register_history (register, union_id, key, old)
       select 'employers', e.union_id, e.uscc, to_jsonb(e) from employers.employer e where e.uscc = $1`,
      [uscc],
    );
    const changed = await client.query(
      'update employers.employer set union_id = $2 where uscc = $1 and union_id is not distinct from $3::uuid',
      [uscc, unionId, known.id],
    );
    if (changed.rowCount === 0) throw await refusal(client, employer, known.id);
    return;
  }
  if (employer.sector === null) throw problems.noSector(employer.name);
  const added = await client.query(
    `insert into employers.employer (uscc, name, division_code, industry_code, sector, established_on, union_id)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (uscc) do nothing`,
    [uscc, employer.name, employer.division, employer.industry, employer.sector, employer.establishedOn, unionId],
  );
  // Somebody else's: it is in the register, and the actor does not see it.
  if (added.rowCount === 0) throw problems.covered(employer.name, null);
}

/** Why a row of the register did not change: somebody else was quicker, or the actor may not. */
async function refusal(
  client: PoolClient,
  { uscc, name }: CoveredEmployer,
  before: string | null,
): Promise<ReturnType<typeof problems.covered>> {
  const now = await registeredEmployer(client, uscc);
  return now !== null && now.unionId === before ? problems.mayNotCover(name) : problems.covered(name, null);
}
