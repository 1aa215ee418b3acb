export * from './fact-relations.ts';
export { employerBindings } from './bindings.ts';
export type { EmployerDeps } from './deps.ts';
