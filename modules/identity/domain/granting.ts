import { roles, type RoleName } from './roles.ts';

/** Roles whose holder may grant `wanted`. */
export function rolesThatGrant(wanted: RoleName): readonly RoleName[] {
  return (Object.keys(roles) as RoleName[]).filter((name) => roles[name].grants.includes(wanted));
}

/** Whether a role can be held at a union of this kind; null stands for the whole installation. */
export function canBeHeldAt(role: RoleName, kind: string | null): boolean {
  if (kind === null) return role === 'administrator';
  const { at } = roles[role];
  return at.length === 0 || at.includes(kind);
}

/** Longest delegation and longest assignment of an inspector, in days. */
export const LONGEST_DELEGATION = 366;
export const LONGEST_ASSIGNMENT = 186;

/** Why a period is refused; null when it is good. Instants; the end is not included. */
export function periodFault(from: Date, until: Date, now: Date, longestDays: number): string | null {
  if (Number.isNaN(from.getTime()) || Number.isNaN(until.getTime())) return '起止时间不对。';
  if (until <= from) return '结束时间要晚于开始时间。';
  if (until <= now) return '结束时间已经过去。';
  if (until.getTime() - from.getTime() > longestDays * 86_400_000) return `一次最长 ${longestDays} 天。`;
  return null;
}
