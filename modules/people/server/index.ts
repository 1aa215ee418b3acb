export { peopleBindings } from './bindings.ts';
export type { PeopleDeps } from './deps.ts';
export * from './fact-relations.ts';
export { writeSightings } from './sightings/write-sighting.ts';
export * from './warnings.ts';
