export { type JobDeclaration, type JobKinds, type JobOf, type SaidOf } from './kinds.ts';
export { type JobCounts, type Jobs, type JobsOptions, openJobs } from './jobs.ts';
export type { Duties, Handlers, WorkOptions } from './duties.ts';
