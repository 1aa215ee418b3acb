import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { type Decision, decisionsAt, industrialUnionsAt } from '../../domain/classification/decisions.ts';
import { type IndustrialUnionTable, isIndustrialUnion } from '../../domain/classification/industrial-union.ts';
import { areaSql } from '../works/kinds.ts';
import { currentClassifier } from './classifier.ts';
import type { Grounds } from './classify-one.ts';
import { classificationTables } from './tables.ts';

/** Counted up when the rules of the product itself change, so that everybody is classified anew. */
const RULES = 2;

/** What classifications rest on at a time. */
export interface Ground {
  /** Changes with the classifier and the rules, wherever they hold. */
  readonly id: string;
  /** Changes with the classifier and the rules that hold at a place: others' decisions have nothing there written anew. */
  idAt(division: string): string;
  readonly version: string;
  readonly grounds: Grounds;
}

/** The classifier and the rules as they are now; trains a classifier where it is time. */
export async function groundOf(system: Pool): Promise<Ground> {
  const { asked, version } = await currentClassifier(system);
  const rules = await inTransaction(system, ruleBook, { readOnly: true });
  return {
    id: `${RULES}/${version}/${rules.digest}`,
    idAt: (division) => `${RULES}/${version}/${rules.at(division).digest}`,
    version,
    grounds: { tables: classificationTables(), asked, industrialUnionsAt: (division) => rules.at(division).table },
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

/** What federations decided about industrial unions, and what it adds up to at a place. */
interface RuleBook {
  /** Of all decisions. */
  readonly digest: string;
  at(division: string): { readonly table: IndustrialUnionTable; readonly digest: string };
}

async function ruleBook(client: PoolClient): Promise<RuleBook> {
  const found = await client.query<Omit<Decision, 'union'> & { readonly union: string }>(
    `select r.union_id as "unionId", u.division_code as division, r.industry_code as industry, r.industrial_union as union
     from census.industry_rule r join organisations.union u on u.union_id = r.union_id
     order by u.division_code, u.union_code, r.industry_code`,
  );
  const decisions = found.rows.flatMap(({ union, ...row }) => (isIndustrialUnion(union) ? [{ ...row, union }] : []));
  const { industrialUnions } = classificationTables();
  const known = new Map<string, ReturnType<RuleBook['at']>>();
  return {
    digest: digestOf(decisions),
    at: (division) => {
      const made = known.get(division) ?? {
        table: industrialUnionsAt(industrialUnions, decisions, division),
        digest: digestOf([...decisionsAt(decisions, division)].map(([code, { union }]) => [code, union])),
      };
      known.set(division, made);
      return made;
    },
  };
}

function digestOf(decisions: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(decisions)).digest('base64url').slice(0, 12);
}
