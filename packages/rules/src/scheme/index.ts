export * from './types.ts';
export * from './decimal.ts';
export { nearest, editDistance } from './nearest.ts';
export { loadScheme, loadSchemes, noFormulaChecks } from './load.ts';
