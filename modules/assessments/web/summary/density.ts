/** More open items than this are not listed: the paper ends. */
export const MOST_LISTED = 156;

/** Lines of the table and the head that one section costs, in items. */
const SECTION = 3;

/** How closely a sheet must be set to stand on one page of A4. */
export function densityOf(items: number, sections: number): 'wide' | 'close' | 'tight' {
  const load = items + SECTION * sections;
  if (load <= 45) return 'wide';
  return load <= 75 ? 'close' : 'tight';
}
