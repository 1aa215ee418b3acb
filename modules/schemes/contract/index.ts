export * from './changes.ts';
export * from './drafts.ts';
export * from './browse.ts';
export * from './comparison.ts';
export type { ThresholdLine } from './thresholds.ts';
export { PROGRAMME } from './shapes.ts';
