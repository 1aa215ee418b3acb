export * from './types.ts';
export * from './criterion.ts';
export * from './decimal.ts';
export { nearest, editDistance } from './nearest.ts';
export { loadScheme, loadSchemes, noFormulaChecks } from './load.ts';
export { coverage, type Coverage, type UncoveredSentence } from './coverage.ts';
export { headingFinder, type Heading } from './headings.ts';
