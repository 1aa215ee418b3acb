export * from './types.ts';
export * from './criterion.ts';
export * from './decimal.ts';
export { nearest, editDistance } from './nearest.ts';
export { loadScheme, loadSchemes, noFormulaChecks } from './load.ts';
export { coverage, type Coverage, type UncoveredSentence } from './coverage.ts';
export * from './thresholds.ts';
export * from './revise.ts';
