export * from './kinds.ts';
export * from './registers.ts';
export * from './facts.ts';
export * from './industries.ts';
export * from './tree.ts';
