import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import type { IndustrialUnion } from '../../contract/index.ts';
import {
  type IndustrialUnionTable,
  isIndustrialUnion,
  overridden,
} from '../../domain/classification/industrial-union.ts';
import { areaSql } from '../works/kinds.ts';
import { currentClassifier } from './classifier.ts';
import type { Grounds } from './classify-one.ts';
import { classificationTables } from './tables.ts';

/** What classifications rest on at a time. */
export interface Ground {
  /** Changes with the classifier and the rules. */
  readonly id: string;
  readonly version: string;
  readonly grounds: Grounds;
}

/** The classifier and the rules as they are now; trains a classifier where it is time. */
export async function groundOf(system: Pool): Promise<Ground> {
  const { asked, version } = await currentClassifier(system);
  const rules = await inTransaction(system, ruleBook, { readOnly: true });
  return {
    id: `${version}/${rules.digest}`,
    version,
    grounds: { tables: classificationTables(), asked, industrialUnionsAt: rules.at },
  };
}

/**
 * Where the classifier or the rules are others than the last time, everything in the list is noted to be classified.
 * @returns whether it was
 */
export async function noteByGround(system: Pool, signal?: AbortSignal): Promise<boolean> {
  const { id } = await groundOf(system);
  return inTransaction(
    system,
    async (client) => {
      const now = await client.query(
        `insert into census.classified_by as c (ground) values ($1)
         on conflict (one) do update set ground = excluded.ground, noted_at = now() where c.ground <> excluded.ground`,
        [id],
      );
      if (now.rowCount === 0) return false;
      await client.query(
        `insert into census.to_classify (employer_id, area)
         select employer_id, ${areaSql('division_code')} from census.employer order by employer_id
         on conflict (employer_id) do update set noted_at = excluded.noted_at`,
      );
      return true;
    },
    { signal },
  );
}

/** What federations decided about industrial unions, and what it adds up to at a place: the nearest federation counts. */
async function ruleBook(
  client: PoolClient,
): Promise<{ readonly digest: string; at(division: string): IndustrialUnionTable }> {
  const found = await client.query<{ division: string; industry: string; union: string }>(
    `select u.division_code as division, r.industry_code as industry, r.industrial_union as union
     from census.industry_rule r join organisations.union u on u.union_id = r.union_id
     order by length(u.division_code), u.division_code, u.union_code, r.industry_code`,
  );
  const { industrialUnions } = classificationTables();
  const made = new Map<string, IndustrialUnionTable>();
  return {
    digest: createHash('sha256').update(JSON.stringify(found.rows)).digest('base64url').slice(0, 12),
    at: (division) => {
      const known = made.get(division);
      if (known) return known;
      const decided = new Map<string, IndustrialUnion>();
      for (const rule of found.rows) {
        if (division.startsWith(rule.division) && isIndustrialUnion(rule.union)) decided.set(rule.industry, rule.union);
      }
      const table = decided.size === 0 ? industrialUnions : overridden(industrialUnions, decided);
      made.set(division, table);
      return table;
    },
  };
}
