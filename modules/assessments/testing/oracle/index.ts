export * from './house.ts';
export * from './judge.ts';
