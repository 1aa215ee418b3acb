import { useSyncExternalStore } from 'react';

const LEAST = 240;

function onResize(tell: () => void): () => void {
  addEventListener('resize', tell);
  return () => removeEventListener('resize', tell);
}

/** Pixels left of the window's height when `taken` are taken by what stands around; lists that are drawn in part need it. */
export function useSpace(taken: number): number {
  return Math.max(LEAST, useSyncExternalStore(onResize, () => innerHeight) - taken);
}
