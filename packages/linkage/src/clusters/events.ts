import type { Cluster } from './clusters.ts';

/** What happened to employers between two linkages, for whoever keeps their history. */
export type ClusterEvent =
  /** Records of several employers are one now; `from` holds the ids that are gone. */
  | { readonly kind: 'merge'; readonly into: string; readonly from: readonly string[] }
  /** Records of one employer are several now; `into` holds all that came of it. */
  | { readonly kind: 'split'; readonly from: string; readonly into: readonly string[] };

/** Compares clusters with those before. Records that are new or gone make no event of their own. */
export function clusterEvents(before: readonly Cluster[], after: readonly Cluster[]): readonly ClusterEvent[] {
  const [old, now] = [byMember(before), byMember(after)];
  const splits = before.flatMap((cluster): ClusterEvent[] => {
    const into = idsOf(cluster, now);
    return into.length > 1 ? [{ kind: 'split', from: cluster.id, into }] : [];
  });
  const merges = after.flatMap((cluster): ClusterEvent[] => {
    const from = idsOf(cluster, old);
    return from.length > 1 ? [{ kind: 'merge', into: cluster.id, from: from.filter((id) => id !== cluster.id) }] : [];
  });
  return [...splits, ...merges];
}

function byMember(clusters: readonly Cluster[]): ReadonlyMap<string, string> {
  return new Map(clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
}

/** The clusters that the members of a cluster are in, in the order of the members. */
function idsOf(cluster: Cluster, clusters: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set(cluster.members.flatMap((member) => clusters.get(member) ?? []))];
}
