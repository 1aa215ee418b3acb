import { placeOf } from '@jianjia/ui';
import type { Place } from './search.ts';

/** Before every founding: then the list shows each union in being once, judged or not. */
const EVER = '1900-01-01';

type Filters = Readonly<Record<string, string | undefined>>;

/** The list of unions behind a figure. */
export const unionList = (place: Place, filters: Filters): string => placeOf('/lists/unions', { ...place, ...filters });

/** All unions in being, or those of one kind. */
export const allUnions = (place: Place, kind?: string): string => unionList(place, { kind, founded_since: EVER });

/** The employers without a union; from `size` employees on. */
export const employerList = (place: Place, size?: string): string => placeOf('/lists/employers', { ...place, size });

export const expiringList = (place: Place, what: string, within: string): string =>
  placeOf('/lists/expiring', { ...place, what, within });

export const clausePage = (place: Place, indicator: string): string =>
  placeOf(`/clauses/${encodeURIComponent(indicator)}`, { ...place });
