export * from './fact-relations.ts';
export * from './warnings.ts';
