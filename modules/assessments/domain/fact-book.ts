import {
  isAdditive,
  parseExpression,
  referenceText,
  substitute,
  type Expression,
  type FactDefinition,
  type FactSource,
  type Reference,
} from '@jianjia/rules';

/** A fact with its parameters filled in: what is counted, of which rows, and the column it gets. */
export interface Fact {
  /** Canonical spelling, `meetings.yearly(plenary)`. */
  readonly id: string;
  /** Short SQL column, `f12`. */
  readonly column: string;
  readonly title: string;
  /** What it is counted in. */
  readonly unit: string;
  readonly source: FactSource;
  readonly additive: boolean;
  readonly aggregate: 'count' | 'sum' | 'max' | 'latest';
  /** The value summed or compared; null for counts. */
  readonly of: Expression | null;
  /** The day that decides which row is the latest. */
  readonly by: Expression | null;
  readonly where: Expression | null;
  /** Condition on the source's detail. */
  readonly given: Expression | null;
}

/** A formula asks for a fact that no room offers, or with arguments that do not fit. The sentence is Chinese. */
export class FactError extends Error {
  override readonly name = 'FactError';
}

/** Hands out facts by reference; every distinct one gets a column, in the order of first use. */
export class FactBook {
  private readonly offered = new Map<string, { source: FactSource; definition: FactDefinition }>();
  private readonly used = new Map<string, Fact>();

  constructor(sources: readonly FactSource[]) {
    for (const source of sources) {
      for (const [name, definition] of Object.entries(source.facts)) {
        if (this.offered.has(name)) throw new FactError(`事实「${name}」重复。`);
        this.offered.set(name, { source, definition });
      }
    }
  }

  /** The facts used so far, by column order. */
  get facts(): readonly Fact[] {
    return [...this.used.values()];
  }

  /** The fact a reference names. Throws FactError. */
  get(reference: Reference): Fact {
    const id = referenceText(reference);
    const known = this.used.get(id);
    if (known) return known;
    const found = this.offered.get(reference.name);
    if (!found) throw new FactError(`台账中没有名为「${reference.name}」的事实。`);
    const fact = instantiate(found.source, found.definition, reference, `f${this.used.size + 1}`);
    this.used.set(id, fact);
    return fact;
  }
}

function instantiate(source: FactSource, definition: FactDefinition, reference: Reference, column: string): Fact {
  const names = definition.params ?? [];
  if (names.length !== reference.args.length) {
    throw new FactError(`事实「${reference.name}」需要${names.length}个参数,给了${reference.args.length}个。`);
  }
  const values = Object.fromEntries(names.map((name, index) => [`$${name}`, reference.args[index] ?? []]));
  const read = (text: string | undefined): Expression | null =>
    text === undefined ? null : substitute(parseExpression(text), values);
  const title = names.reduce(
    (text, name, index) => text.replaceAll(`{${name}}`, `{${name}:${(reference.args[index] ?? []).join('|')}}`),
    definition.title,
  );
  const base = {
    id: referenceText(reference),
    column,
    title,
    unit: definition.unit ?? source.unit ?? '',
    source,
    additive: isAdditive(definition),
    given: read(definition.given),
  };
  if ('count' in definition) {
    const where = read(definition.count);
    const all = where?.node === 'boolean' && where.value;
    return { ...base, aggregate: 'count', of: null, by: null, where: all ? null : where };
  }
  const where = read(definition.where);
  if ('sum' in definition) return { ...base, aggregate: 'sum', of: read(definition.sum), by: null, where };
  if ('max' in definition) return { ...base, aggregate: 'max', of: read(definition.max), by: null, where };
  return { ...base, aggregate: 'latest', of: read(definition.latest), by: read(definition.by), where };
}
