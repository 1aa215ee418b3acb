import { defaultModel, type EmployerRecord, employers, pairScorer } from '@jianjia/linkage';

/** The model pairs are weighed by; a pair keeps its version. */
export const MODEL = `${defaultModel.spec}-${defaultModel.version}`;

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
const RULES = employers.rules.flatMap((rule, index) => {
  const key = rule.keys[KEYS[rule.id] ?? -1];
  return key === undefined ? [] : [{ index, key }];
});
const SCORER = pairScorer(defaultModel, employers);
const PER_PREFECTURE = 10_000;
const NAMES = employers.rules.findIndex(({ id }) => id === 'standard');
/** The keys by which entities of one name meet, as a condition of SQL on the column. */
export const sameName = (column: string): string => `(${column} >> 32) / ${PER_PREFECTURE} = ${NAMES}`;

/** As many as are kept at once: some 400 bytes each. */
const MOST_KEPT = 100_000;
const FIRST_KEPT = 1000;

/** Entities as packages/linkage compares them, each read once: taking a name apart costs more than all its comparisons. */
export class EncodedEntities {
  #words = new Uint32Array(FIRST_KEPT * SCORER.width);
  readonly #at = new Map<string, number>();

  /**
   * Which of these are still to be given by `add`. Where they do not fit any more, all others are forgotten.
   * @param ids without repeats, at most 100,000
   */
  missing(ids: readonly string[]): readonly string[] {
    const missing = ids.filter((id) => !this.#at.has(id));
    if (this.#at.size + missing.length <= MOST_KEPT) return missing;
    this.#at.clear();
    return ids;
  }

  add(entities: readonly ComparedEntity[]): void {
    const wanted = (this.#at.size + entities.length) * SCORER.width;
    if (wanted > this.#words.length) {
      const larger = new Uint32Array(Math.max(wanted, Math.min(2 * this.#words.length, MOST_KEPT * SCORER.width)));
      larger.set(this.#words);
      this.#words = larger;
    }
    for (const entity of entities) {
      const at = this.#at.size * SCORER.width;
      SCORER.encode(employerRecord(entity), this.#words, at);
      this.#at.set(entity.entity_id, at);
    }
  }

  /** Entities that share one of these may be one employer: rule, prefecture and hash in one number below 2^53. */
  keysOf({ entity_id, division_code }: ComparedEntity): readonly string[] {
    const at = this.#place(entity_id);
    const prefecture = Number(division_code.slice(0, 4).padEnd(4, '0')) % PER_PREFECTURE;
    const keys = RULES.flatMap(({ index, key }) => {
      const hash = key(this.#words, at, 'left') >>> 0;
      return hash === 0 ? [] : [String((index * PER_PREFECTURE + prefecture) * 2 ** 32 + hash)];
    });
    return [...new Set(keys)];
  }

  /** How likely two entities are one employer, by nothing but the two. */
  probabilityOf(one: string, other: string): number {
    return SCORER.probability(this.#words, this.#place(one), this.#place(other));
  }

  #place(id: string): number {
    const at = this.#at.get(id);
    if (at === undefined) throw new Error(`entity ${id} was not given`);
    return at;
  }
}

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
