export * from './definition.ts';
export * from './relation.ts';
