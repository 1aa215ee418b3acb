export * from './evaluate.ts';
export * from './standards.ts';
export * from './offer.ts';
export * from './refresh.ts';
export * from './outcomes.ts';
export * from './explain.ts';
export { scores } from './scores.ts';
export { tracksOf, type OutcomeFilter } from './selection.ts';
