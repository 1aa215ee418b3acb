export { peopleBindings } from './bindings.ts';
export type { PeopleDeps } from './deps.ts';
export { eraseExpired, type Erased, type EraseOptions } from './erasure/erase-expired.ts';
export { erasePerson, type Eraser } from './erasure/erase-person.ts';
export { reportRetention, type RetentionReport } from './erasure/report-retention.ts';
export * from './fact-relations.ts';
export { type RetentionYears, yearsFrom } from '../domain/retention.ts';
export { writeSightings } from './sightings/write-sighting.ts';
export * from './warnings.ts';
