export * from './kinds.ts';
export * from './registers.ts';
