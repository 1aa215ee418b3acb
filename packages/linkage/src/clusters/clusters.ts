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
  /** A person found them to be one employer: they come together before all pairs that were only weighed. */
  readonly decided?: boolean;
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
  /** Records that a person found to be two employers: no cluster holds both, through whomever they would meet. */
  readonly apart?: readonly (readonly [a: string, b: string])[];
}

interface Group {
  readonly members: ClusterRecord[];
  uscc: string | null;
  readonly branch: string;
  /** Summed probability of the pairs to other groups. */
  readonly links: Map<Group, number>;
  /** Groups that this one is never put together with. */
  readonly apart: Set<Group>;
}

/**
 * Puts records together: what a person decided first, then the likeliest pairs, as long as neither codes nor branches nor a
 * person contradict. So records that are to stay apart are parted at the weakest link between them. The outcome does not
 * depend on the order of records or pairs.
 */
export function clusterRecords(
  records: readonly ClusterRecord[],
  pairs: readonly WeighedPair[],
  { cut, leastMean = cut / 2, apart = [] }: ClusterOptions,
): readonly Cluster[] {
  const groups = new Map<string, Group>(records.map((record) => [record.id, groupOf(record)]));
  for (const { a, b, probability } of pairs) link(groups.get(a), groups.get(b), probability);
  for (const [a, b] of apart) part(groups.get(a), groups.get(b));
  const likely = pairs.filter(({ probability, decided }) => decided === true || probability >= cut);
  for (const { a, b, decided } of likely.toSorted(strongerFirst)) {
    const [first, second] = [groups.get(a), groups.get(b)];
    if (first === undefined || second === undefined || first === second) continue;
    if (contradict(first, second) || (decided !== true && meanBetween(first, second) < leastMean)) continue;
    const [kept, gone] = earlier(first, second) ? [first, second] : [second, first];
    merge(kept, gone);
    for (const member of gone.members) groups.set(member.id, kept);
  }
  return [...new Set(groups.values())].map(clusterOf).toSorted((a, b) => compareText(a.id, b.id));
}

function groupOf(record: ClusterRecord): Group {
  const { uscc, branch } = record;
  return { members: [record], uscc, branch, links: new Map(), apart: new Set() };
}

function link(a: Group | undefined, b: Group | undefined, probability: number): void {
  if (a === undefined || b === undefined || a === b) return;
  a.links.set(b, (a.links.get(b) ?? 0) + probability);
  b.links.set(a, (b.links.get(a) ?? 0) + probability);
}

function part(a: Group | undefined, b: Group | undefined): void {
  if (a === undefined || b === undefined || a === b) return;
  a.apart.add(b);
  b.apart.add(a);
}

function contradict(a: Group, b: Group): boolean {
  return a.apart.has(b) || a.branch !== b.branch || (a.uscc !== null && b.uscc !== null && a.uscc !== b.uscc);
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
  for (const other of gone.apart) {
    other.apart.delete(gone);
    part(kept, other);
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

function strongerFirst(a: WeighedPair, b: WeighedPair): number {
  const decided = Number(b.decided === true) - Number(a.decided === true);
  return decided || b.probability - a.probability || compareText(key(a), key(b));
}

function key({ a, b }: WeighedPair): string {
  return a < b ? `${a}\0${b}` : `${b}\0${a}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
