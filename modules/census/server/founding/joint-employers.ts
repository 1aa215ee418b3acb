import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { Sector } from '../../contract/index.ts';
import { OWN_UNION_FROM } from '../../domain/gaps/joint-unions.ts';
import { employersSql } from '../gaps/gaps-sql.ts';
import { problems } from './problems.ts';

/** An employer that is to be taken into a joint union, as the list knows it. */
export interface JoiningEmployer {
  readonly employerId: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly division: string;
  /** Town or sub-district it lies in. */
  readonly town: string;
  readonly industry: string | null;
  readonly sector: Sector | null;
  readonly establishedOn: string | null;
  readonly headcount: number | null;
  readonly isOpen: boolean;
  readonly covered: boolean;
  readonly ownPlace: boolean;
}

/** An employer of which the credit code is known. */
export type CodedEmployer = JoiningEmployer & { readonly uscc: string };

/**
 * Nobody else says whom a union covers of these employers until the transaction ends. In one order, so that no two wait for each
 * other.
 */
export async function lockEmployers(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `select pg_advisory_xact_lock(hashtextextended('census.employer/' || id, 0))
     from (select distinct unnest($1::uuid[])::text as id order by 1) sorted`,
    [ids],
  );
}

/**
 * The employers of a joint union that is to be, once nothing speaks against any of them.
 * @throws Problem census.jointMissing, census.jointClosed, census.jointCovered, census.jointLarge, census.jointWithoutCode,
 *   census.jointScattered
 */
export async function joiningEmployers(
  client: PoolClient,
  ids: readonly string[],
  t: PlainDate,
): Promise<readonly CodedEmployer[]> {
  const found = await client.query<JoiningEmployer>(
    `select e.employer_id as "employerId", e.name, e.uscc, e.division_code as division, left(e.division_code, 9) as town,
       e.industry_code as industry, e.sector, m.established_on::text as "establishedOn", e.headcount,
       e.is_open as "isOpen", e.covered,
       coalesce(e.division_code <@ (select identity.place_codes('census:write')), false) as "ownPlace"
     from (${employersSql('$2::date')}) e join census.employer m on m.employer_id = e.employer_id
     where e.employer_id = any ($1::uuid[]) order by e.uscc, e.employer_id`,
    [ids, t],
  );
  const employers = found.rows.filter(({ ownPlace }) => ownPlace);
  if (employers.length < ids.length) throw problems.jointMissing(ids.length - employers.length);
  const refuse = (problem: (names: readonly string[]) => Error, is: (employer: JoiningEmployer) => boolean): void => {
    const names = employers.filter(is).map(({ name }) => name);
    if (names.length > 0) throw problem(names);
  };
  refuse(problems.jointCovered, ({ covered }) => covered);
  refuse(problems.jointClosed, ({ isOpen }) => !isOpen);
  refuse(problems.jointLarge, ({ headcount }) => (headcount ?? 0) >= OWN_UNION_FROM);
  refuse(problems.jointWithoutCode, ({ uscc }) => uscc === null);
  if (new Set(employers.map(({ town }) => town)).size > 1) throw problems.jointScattered();
  return employers.filter(hasCode);
}

function hasCode(employer: JoiningEmployer): employer is CodedEmployer {
  return employer.uscc !== null;
}
