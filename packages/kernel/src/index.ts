export * from './actor.ts';
export * from './endpoint.ts';
export * from './plain-date.ts';
export * from './problem.ts';
