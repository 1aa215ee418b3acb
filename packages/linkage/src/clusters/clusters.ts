/** A record that may be of one employer with others, of whatever register. */
export interface ClusterRecord {
  readonly id: string;
  /** What says which came first: a number that grows, as the line of a delivery does. */
  readonly order: number;
  /** A valid credit code, null without one: a cluster never holds two. */
  readonly uscc: string | null;
  /** What tells a branch from its parent and its sisters (`branchOf`), '' for a whole employer: a cluster holds one. */
  readonly branch: string;
}

/** Two records and how likely they are one employer. */
export interface WeighedPair {
  readonly a: string;
  readonly b: string;
  readonly probability: number;
}

/** Records that are one employer. */
export interface Cluster {
  /** The id of its earliest record: it stays as long as that record does. */
  readonly id: string;
  /** In their order. */
  readonly members: readonly string[];
}

export interface ClusterOptions {
  /** Least probability of a pair that joins. */
  readonly cut: number;
  /**
   * Least mean probability over all pairs between two clusters that are joined, pairs that never met counted as 0
   * (average linkage): a chain of likely pairs whose ends have nothing in common falls apart at its weakest link.
   */
  readonly leastMean?: number;
}

interface Group {
  readonly members: ClusterRecord[];
  uscc: string | null;
  readonly branch: string;
  /** Summed probability of the pairs to other groups. */
  readonly links: Map<Group, number>;
}

/**
 * Puts records together: the likeliest pairs first, as long as neither codes nor branches contradict. The outcome does
 * not depend on the order of records or pairs.
 */
export function clusterRecords(
  records: readonly ClusterRecord[],
  pairs: readonly WeighedPair[],
  { cut, leastMean = cut / 2 }: ClusterOptions,
): readonly Cluster[] {
  const groups = new Map<string, Group>(
    records.map((record) => [
      record.id,
      { members: [record], uscc: record.uscc, branch: record.branch, links: new Map<Group, number>() },
    ]),
  );
  for (const { a, b, probability } of pairs) link(groups.get(a), groups.get(b), probability);
  const likely = pairs.filter(({ probability }) => probability >= cut).toSorted(likelierFirst);
  for (const { a, b } of likely) {
    const [first, second] = [groups.get(a), groups.get(b)];
    if (first === undefined || second === undefined || first === second) continue;
    if (contradict(first, second) || meanBetween(first, second) < leastMean) continue;
    const [kept, gone] = earlier(first, second) ? [first, second] : [second, first];
    merge(kept, gone);
    for (const member of gone.members) groups.set(member.id, kept);
  }
  return [...new Set(groups.values())].map(clusterOf).toSorted((a, b) => compareText(a.id, b.id));
}

function link(a: Group | undefined, b: Group | undefined, probability: number): void {
  if (a === undefined || b === undefined || a === b) return;
  a.links.set(b, (a.links.get(b) ?? 0) + probability);
  b.links.set(a, (b.links.get(a) ?? 0) + probability);
}

function contradict(a: Group, b: Group): boolean {
  return a.branch !== b.branch || (a.uscc !== null && b.uscc !== null && a.uscc !== b.uscc);
}

function meanBetween(a: Group, b: Group): number {
  return (a.links.get(b) ?? 0) / (a.members.length * b.members.length);
}

function merge(kept: Group, gone: Group): void {
  kept.members.push(...gone.members);
  kept.uscc ??= gone.uscc;
  kept.links.delete(gone);
  for (const [other, probability] of gone.links) {
    other.links.delete(gone);
    if (other !== kept) link(kept, other, probability);
  }
}

function earlier(a: Group, b: Group): boolean {
  const [first, second] = [earliest(a), earliest(b)];
  return compareRecords(first, second) < 0;
}

function earliest({ members }: Group): ClusterRecord {
  return members.reduce((least, member) => (compareRecords(member, least) < 0 ? member : least));
}

function clusterOf(group: Group): Cluster {
  return { id: earliest(group).id, members: group.members.toSorted(compareRecords).map(({ id }) => id) };
}

function compareRecords(a: ClusterRecord, b: ClusterRecord): number {
  return a.order - b.order || compareText(a.id, b.id);
}

function likelierFirst(a: WeighedPair, b: WeighedPair): number {
  const [first, second] = [key(a), key(b)];
  return b.probability - a.probability || compareText(first, second);
}

function key({ a, b }: WeighedPair): string {
  return a < b ? `${a}\0${b}` : `${b}\0${a}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
