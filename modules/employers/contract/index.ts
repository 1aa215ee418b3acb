export * from './kinds.ts';
export * from './registers.ts';
export * from './facts.ts';
export * from './uncovered.ts';
