export * from './fact-relations.ts';
