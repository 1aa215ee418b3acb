export * from './kinds.ts';
export * from './registers.ts';
export * from './union-facts.ts';
export * from './all-registers.ts';
export * from './outcome-line.ts';
export * from './explanation.ts';
export * from './score-line.ts';
export * from './endpoints.ts';
