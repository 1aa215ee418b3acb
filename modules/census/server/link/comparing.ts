import { defaultModel, type EmployerRecord, employers, pairScorer } from '@jianjia/linkage';

/** An entity as it is compared. */
export interface ComparedEntity {
  readonly entity_id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly registration_no: string | null;
  readonly written_code: string | null;
  readonly division_code: string;
  readonly address: string | null;
  readonly representative: string | null;
  readonly phone: string | null;
}

/**
 * Which key of each blocking rule brings entities together here, from broad to narrow. Rules that are missing find what
 * others find as well.
 */
const KEYS: Readonly<Record<string, number>> = {
  code: 0,
  standard: 0,
  core: 1,
  organisation: 0,
  registration: 0,
  brand: 2,
  sound: 2,
  shape: 2,
  seat: 1,
  head: 1,
  tail: 1,
  code_head: 1,
  code_tail: 1,
};
/** The blocking rules as they hold here: which key, by its place among the rules. */
export const KEY_RULES = employers.rules.flatMap((rule, index) => {
  const key = rule.keys[KEYS[rule.id] ?? -1];
  return key === undefined ? [] : [{ index, key }];
});
/** Writes rows; they are the same for every model. */
export const ENCODER = pairScorer(defaultModel, employers);
/** Prefectures are counted so in a key. */
export const PER_PREFECTURE = 10_000;
const NAMES = employers.rules.findIndex(({ id }) => id === 'standard');
/** The keys by which entities of one name meet, as a condition of SQL on the column. */
export const sameName = (column: string): string => `(${column} >> 32) / ${PER_PREFECTURE} = ${NAMES}`;

/** An entity as packages/linkage reads it. */
export function employerRecord(entity: ComparedEntity): EmployerRecord {
  const code = entity.uscc ?? entity.written_code ?? entity.registration_no;
  return {
    id: entity.entity_id,
    name: entity.name,
    division: entity.division_code,
    ...(code === null ? {} : { uscc: code }),
    ...(entity.address === null ? {} : { address: entity.address }),
    ...(entity.representative === null ? {} : { representative: entity.representative }),
    ...(entity.phone === null ? {} : { phone: entity.phone }),
  };
}
