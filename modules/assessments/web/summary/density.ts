/** More open items than this are not listed: the paper ends. */
export const MOST_LISTED = 180;

/** How closely the open items must be set to stand on one page of A4. */
export function densityOf(items: number): 'wide' | 'close' | 'tight' {
  if (items <= 16) return 'wide';
  return items <= 60 ? 'close' : 'tight';
}
