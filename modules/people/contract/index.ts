export * from './kinds.ts';
export * from './registers.ts';
export * from './facts.ts';
export * from './members.ts';
export * from './own-record.ts';
export { type Member, type Sighting, sightingKinds } from './shapes.ts';
