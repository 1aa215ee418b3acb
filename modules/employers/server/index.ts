export * from './fact-relations.ts';
export { employerBindings } from './bindings.ts';
export type { EmployerDeps } from './deps.ts';
export {
  type CoveredEmployer,
  coverEmployer,
  type RegisteredEmployer,
  registeredEmployer,
} from './covering/cover-employer.ts';
