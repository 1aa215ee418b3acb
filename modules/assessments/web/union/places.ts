import { placeOf } from '@jianjia/ui';

/** Pages of the service that keep a register of a union themselves; opened by a load. */
const OWN_PAGES: Readonly<Record<string, string>> = { members: 'members' };

export interface RegisterPlace {
  readonly to: string;
  /** Drawn by the service: no page of the desk. */
  readonly drawn: boolean;
}

/** Where a register of a union is kept. */
export function registerPlace(register: string, union: string): RegisterPlace {
  const own = OWN_PAGES[register];
  if (own !== undefined) return { to: `/unions/${encodeURIComponent(union)}/${own}`, drawn: true };
  return { to: placeOf(`/registers/${register}`, { union }), drawn: false };
}
