/** Bytes that a sealed value is longer than its text (packages/vault). */
export const SEAL_OVERHEAD = 31;
/** What stands for a number of which nothing is shown (packages/vault). */
export const HIDDEN = '*'.repeat(18);

/**
 * A telephone number as it may be shown, made from what lies open: its end, and how long the sealed value is. Nothing is
 * opened.
 */
export function maskFromEnd(lastFour: string | null, sealedLength: number | null): string | null {
  if (lastFour === null || sealedLength === null) return null;
  return lastFour.padStart(Math.max(sealedLength - SEAL_OVERHEAD, lastFour.length), '*');
}

/** An identity number as it may be shown: that there is one. With a birthday and the county its end would nearly be it. */
export function maskIdNumber(isKnown: boolean): string | null {
  return isKnown ? HIDDEN : null;
}
