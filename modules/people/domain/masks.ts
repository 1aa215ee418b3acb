/** Bytes that a sealed value is longer than its text (packages/vault). */
export const SEAL_OVERHEAD = 31;

/**
 * A number as it may be shown, made from what lies open: its end, and how long the sealed value is. Nothing is opened.
 * Of a telephone number the vault would show the beginning too; that is sealed.
 */
export function maskFromEnd(lastFour: string | null, sealedLength: number | null): string | null {
  if (lastFour === null || sealedLength === null) return null;
  return lastFour.padStart(Math.max(sealedLength - SEAL_OVERHEAD, lastFour.length), '*');
}
