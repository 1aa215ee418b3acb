import type { ListedUnion, NamedUnion } from '../../contract/tree.ts';

/** What has been read of the unions directly below one. */
export interface Branch {
  readonly unions: readonly ListedUnion[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  readonly state: 'reading' | 'read' | 'failed';
  /** Why it could not be read. */
  readonly problem: Error | null;
}

/** A line of the tree that is a union. */
export interface UnionLine {
  readonly is: 'union';
  readonly union: NamedUnion;
  /** Null while it is not known. */
  readonly below: number | null;
  readonly dissolvedOn: string | null;
}

/** A line in place of unions that are not there yet. */
interface Rest {
  readonly is: 'reading' | 'failed' | 'more';
  readonly parent: string;
  readonly problem: Error | null;
}

export type Line = UnionLine | Rest;

export interface Node {
  readonly key: string;
  readonly line: Line;
  readonly isLeaf: boolean;
  readonly children?: readonly Node[];
}

/** Keys of lines that are no unions end so; no code of a union holds a slash. */
const keyOf = (parent: string, what: string): string => `${parent}/${what}`;

/**
 * The nodes of an open tree. The path down to the chosen union is always among them, even where it lies on a page that
 * has not been read yet.
 * @param path from the uppermost down to the chosen union
 */
export function nodesBelow(parent: string, branches: ReadonlyMap<string, Branch>, path: readonly NamedUnion[]): Node[] {
  const branch = branches.get(parent);
  if (!branch) return [];
  const nodes = branch.unions.map((union) => unionNode(union, union.below, union.dissolved_on, branches, path));
  const [onPath] = path;
  if (onPath && branch.unions.length > 0 && branch.unions.every(({ code }) => code !== onPath.code)) {
    nodes.push(unionNode(onPath, null, null, branches, path));
  }
  const { state, next, problem } = branch;
  const rest = state === 'read' ? (next === null ? null : 'more') : state;
  if (rest !== null) nodes.push({ key: keyOf(parent, rest), line: { is: rest, parent, problem }, isLeaf: true });
  return nodes;
}

function unionNode(
  union: NamedUnion,
  below: number | null,
  dissolvedOn: string | null,
  branches: ReadonlyMap<string, Branch>,
  path: readonly NamedUnion[],
): Node {
  const rest = path[0]?.code === union.code ? path.slice(1) : [];
  const line: UnionLine = { is: 'union', union, below, dissolvedOn };
  const isLeaf = below === 0 || (below === null && rest.length === 0);
  if (!branches.has(union.code)) return { key: union.code, line, isLeaf };
  return { key: union.code, line, isLeaf, children: nodesBelow(union.code, branches, rest) };
}
