export * from './house.ts';
export * from './judge.ts';
export type { Answer } from './answers.ts';
