export * from './fact-relations.ts';
export * from './require-union.ts';
