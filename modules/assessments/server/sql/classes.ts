import { toSql, walk, type Expression, type SqlEnvironment } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';

/**
 * Deciding once per class instead of once per row. Rows of a register fall into few classes: same kind, same topic,
 * held this year or not. Whether a class counts for a fact is decided in a small table; the rows only look their class
 * up and add. Counts of several facts share one double (fields of FIELD_BITS bits, exact below 2^53), so that fifty
 * facts cost seventeen additions a row, not fifty conditions.
 */
const FIELD_BITS = 17;
const FIELDS = 3;

/** A union with more rows of one register than this is counted the plain way: a field could overflow. */
export const MOST_ROWS = 2 ** FIELD_BITS - 1;

/** The look-up pays (measured) for many facts that hang on few dates; most registers are counted the plain way. */
const FEWEST_FACTS = 40;
const MOST_ATOMS = 3;

/** The counts of a source that go through classes. */
export interface Classes {
  readonly facts: readonly Fact[];
  /** Text and boolean columns that tell classes apart. */
  readonly columns: readonly string[];
  /** Conditions on dates and numbers that tell classes apart. */
  readonly atoms: readonly Expression[];
}

/** The counted facts of a source as classes; null where there are too few to pay. */
export function classesOf(facts: readonly Fact[]): Classes | null {
  const counted = facts.filter((fact) => fact.aggregate === 'count' && fact.where !== null && fact.given === null);
  if (counted.length < FEWEST_FACTS) return null;
  const columns = new Set<string>();
  const atoms = new Map<string, Expression>();
  for (const fact of counted) {
    for (const leaf of leaves(fact.where)) {
      if (isAtom(leaf, fact)) atoms.set(JSON.stringify(leaf), leaf);
      else walk(leaf, (node) => node.node === 'reference' && node.name !== 't' && columns.add(node.name));
    }
  }
  if (atoms.size > MOST_ATOMS) return null;
  return { facts: counted, columns: [...columns], atoms: [...atoms.values()] };
}

/** The conditions joined by and, or, not. */
function leaves(expression: Expression | null): readonly Expression[] {
  if (!expression) return [];
  if (expression.node === 'logic') return [...leaves(expression.left), ...leaves(expression.right)];
  return expression.node === 'not' ? leaves(expression.of) : [expression];
}

/** Whether a condition looks at a date or a number, of which there may be as many values as rows. */
function isAtom(leaf: Expression, fact: Fact): boolean {
  let found = false;
  walk(leaf, (node) => {
    if (node.node !== 'reference') return;
    const type = fact.source.columns[node.name];
    found ||= type === 'date' || type === 'number';
  });
  return found;
}

/** SQL: the rows with what tells their class, `c_<column>` and `atoms`; an empty text or flag has a value of its own. */
export function classedRows(classes: Classes, rows: string, env: SqlEnvironment): string {
  const keys = classes.columns.map((column) => `${keyOf(column, env)} as c_${column}`);
  return `select r.*, ${[...keys, `${atomCode(classes, env)} as atoms`].join(', ')} from (${rows}) r`;
}

function keyOf(column: string, env: SqlEnvironment): string {
  const { sql, type } = env.reference({ node: 'reference', name: column, args: [] });
  return type === 'boolean' ? `coalesce(${sql}::int, -1)` : `coalesce(${sql}, '')`;
}

/** Three values per condition: 0 no, 1 yes, 2 cannot be told. */
function atomCode(classes: Classes, env: SqlEnvironment): string {
  const digits = classes.atoms.map((atom, index) => `coalesce(${toSql(atom, env).sql}::int, 2) * ${3 ** index}::int8`);
  return digits.length === 0 ? '0' : `(${digits.join(' + ')})`;
}

/** SQL of the class table: its keys, and sums s0, s1 … to be added for every row of the class. */
export function classTable(classes: Classes, rows: string, env: SqlEnvironment): string {
  const keys = [...classes.columns.map((column) => `c_${column}`), 'atoms'];
  const columns = classes.columns.map((column) => {
    const { type } = env.reference({ node: 'reference', name: column, args: [] });
    return `${type === 'boolean' ? `case when c_${column} >= 0 then c_${column} = 1 end` : `nullif(c_${column}, '')`} as ${column}`;
  });
  const atoms = classes.atoms.map(
    (_atom, index) => `case atoms / ${3 ** index} % 3 when 1 then true when 0 then false end as atom${index}`,
  );
  const decided: SqlEnvironment = {
    ...env,
    reference: (reference) =>
      /^atom\d+$/.test(reference.name) ? { sql: reference.name, type: 'boolean' } : env.reference(reference),
  };
  const sums = packed(
    classes.facts.map((fact) => `case when ${toSql(withAtoms(classes, fact.where), decided).sql} then 1 else 0 end`),
  );
  // «distinct» keeps the planner from deciding the classes row by row after all, and leaves the join to all cores.
  return `select distinct ${keys.join(', ')}, ${sums.map((sql, index) => `(${sql})::float8 as s${index}`).join(', ')}
    from (select ${[...keys, ...columns, ...atoms].join(', ')}
      from (select distinct ${keys.join(', ')} from (${classedRows(classes, rows, env)}) c) k) class`;
}

function packed(counts: readonly string[]): readonly string[] {
  return Array.from({ length: Math.ceil(counts.length / FIELDS) }, (_, index) =>
    counts
      .slice(index * FIELDS, index * FIELDS + FIELDS)
      .map((sql, field) => `(${sql})::int8 * ${2 ** (FIELD_BITS * field)}`)
      .join(' + '),
  );
}

/** The aggregates over rows joined to their class `k`. */
export function classSums(classes: Classes): readonly string[] {
  return sumNames(classes).map((name) => `sum(k.${name}) as ${name}`);
}

/** Names of the shared sums. */
function sumNames(classes: Classes): readonly string[] {
  return Array.from({ length: Math.ceil(classes.facts.length / FIELDS) }, (_, index) => `s${index}`);
}

/** The facts taken out of the shared sums again, `f<n>` as whole numbers. */
export function unpacked(classes: Classes, from: string): readonly string[] {
  return classes.facts.map((fact, index) => {
    const sum = `${from}.s${Math.floor(index / FIELDS)}::int8`;
    return `((${sum} >> ${FIELD_BITS * (index % FIELDS)}) & ${MOST_ROWS})::float8 as ${fact.column}`;
  });
}

/** How a row finds its class. */
export function classJoin(classes: Classes, row: string): string {
  return [...classes.columns.map((column) => `c_${column}`), 'atoms']
    .map((key) => `k.${key} = ${row}.${key}`)
    .join(' and ');
}

/** The condition with every atom replaced by its column in the class table. */
function withAtoms(classes: Classes, expression: Expression | null): Expression {
  if (!expression) return { node: 'boolean', value: true };
  if (expression.node === 'logic') {
    return { ...expression, left: withAtoms(classes, expression.left), right: withAtoms(classes, expression.right) };
  }
  if (expression.node === 'not') return { ...expression, of: withAtoms(classes, expression.of) };
  const index = classes.atoms.findIndex((atom) => JSON.stringify(atom) === JSON.stringify(expression));
  return index < 0 ? expression : { node: 'reference', name: `atom${index}`, args: [] };
}
