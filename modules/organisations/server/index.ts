export * from './fact-relations.ts';
export * from './require-union.ts';
export * from './union-codes.ts';
export * from './place-in-sight.ts';
