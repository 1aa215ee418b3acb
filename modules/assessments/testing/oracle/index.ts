export * from './house.ts';
export * from './judge.ts';
export * from './conditions.ts';
export * from './answers.ts';
