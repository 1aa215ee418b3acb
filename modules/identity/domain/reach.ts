import type { Permission } from '@jianjia/kernel';
import { roles, type RoleName } from './roles.ts';

/** The root in organisations.descent that stands for the whole installation. */
export const EVERYTHING = '00000000-0000-0000-0000-000000000000';
const EVERYWHERE = '*';
/** The root that says besides the others: these are all unions there are; identity.sees_all looks for it. */
const ALL_UNIONS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A grant in force, with what reach needs to know of its union. */
export interface GrantInForce {
  readonly role: RoleName;
  /** The union it is granted at; all null for the whole installation. */
  readonly unionId: string | null;
  /** The union with its branches and groups only (organisations.own_reach). */
  readonly ownRoot: string | null;
  readonly unionName: string | null;
  /** Whether every union of the installation lies below it: the only root there is. */
  readonly isOnlyRoot: boolean;
  readonly kind: string | null;
  readonly divisionCode: string | null;
  readonly industryCode: string | null;
}

/** Where an actor has one permission: roots in the tree of unions, and places for employers without a union. */
export interface PermissionReach {
  readonly roots: readonly string[];
  readonly places: readonly string[];
}

/** Kinds of unions that answer for the employers of a place (ruling «Jurisdiction»). */
const BY_PLACE: ReadonlySet<string> = new Set(['city', 'county', 'zone', 'township', 'community', 'federation']);

/** What the grants of one account add up to, by permission; permissions it has nowhere are left out. */
export function reachOf(grants: readonly GrantInForce[]): ReadonlyMap<Permission, PermissionReach> {
  const found = new Map<Permission, { roots: Set<string>; places: Set<string> }>();
  for (const grant of grants) {
    const root = rootOf(grant);
    const all = root === EVERYTHING || (root === grant.unionId && grant.isOnlyRoot);
    const place = placeOf(grant);
    for (const permission of roles[grant.role].permissions) {
      const reach = found.get(permission) ?? { roots: new Set<string>(), places: new Set<string>() };
      reach.roots.add(root);
      if (all) reach.roots.add(ALL_UNIONS);
      if (place !== null) reach.places.add(place);
      found.set(permission, reach);
    }
  }
  return new Map(
    [...found]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([permission, { roots, places }]) => [
        permission,
        { roots: [...roots].toSorted(), places: [...places].toSorted() },
      ]),
  );
}

/** The root in organisations.descent that a grant reaches down from. */
export function rootOf({ role, unionId, ownRoot }: GrantInForce): string {
  if (unionId === null || ownRoot === null) return EVERYTHING;
  return roles[role].reach === 'subtree' ? unionId : ownRoot;
}

function placeOf({ role, unionId, kind, divisionCode, industryCode }: GrantInForce): string | null {
  if (roles[role].reach === 'self') return null;
  if (unionId === null) return EVERYWHERE;
  // The federation of an industry answers for its industry, not for all employers of the place.
  if (kind === null || !BY_PLACE.has(kind) || (kind === 'federation' && industryCode !== null)) return null;
  return divisionCode;
}

const BREADTH = { subtree: '及以下', own: '', self: '本人' } as const;

/** The reach in words, for the journal and the screen: at most three grants are named. */
export function reachText(grants: readonly GrantInForce[]): string {
  if (grants.length === 0) return '无授权';
  const named = grants.slice(0, 3).map(({ role, unionName }) => {
    const { reach, title } = roles[role];
    return `${title}：${unionName ?? '全部工会'}${unionName === null ? '' : BREADTH[reach]}`;
  });
  return named.join('；') + (grants.length > 3 ? `等 ${grants.length} 项` : '');
}
