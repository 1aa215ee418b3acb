export * from './plain-date.ts';
export * from './problem.ts';
