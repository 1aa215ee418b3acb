import { reviseStandard, schemeWords, type AssessmentDeps } from '@jianjia/assessments/server';
import type { CensusDeps, CensusJobs, FieldDeps } from '@jianjia/census/server';
import type { Acting, Pool } from '@jianjia/db';
import type { EmployerDeps } from '@jianjia/employers/server';
import { actingOf, type Caller } from '@jianjia/http';
import type { IdentityDeps } from '@jianjia/identity/server';
import type { OrganisationDeps } from '@jianjia/organisations/server';
import type { DraftDeps, SchemeDeps } from '@jianjia/schemes/server';
import type { Keyring } from '@jianjia/vault';
import type { Results } from './results.ts';

/** What the service stands on; made once at its start. */
export interface House {
  /** What requests read and write with: row policies show each actor his or her part. */
  readonly app: Pool;
  /** For evaluations and for signing in, which come before an actor or count beyond one. */
  readonly system: Pool;
  readonly vault: Keyring;
  readonly results: Results;
  readonly identity: IdentityDeps;
  /** Where files lie while they are read or fetched; only this service's user may look. */
  readonly uploads?: string;
  /** Folder of files with the boundaries of divisions; none: no maps. */
  readonly boundaries?: string | undefined;
}

/** The database as whoever calls sees it. */
export function sight({ app }: House, call: Pick<Caller, 'actor'>): Acting {
  return actingOf(call, app);
}

/** What the lists of employers stand on. */
export function employerDeps({ app, results, uploads }: House): EmployerDeps {
  return { app, asOf: (text) => results.asOf(text), uploads };
}

/** What the endpoints of assessments stand on. */
export function assessmentDeps({ app, system, results, uploads }: House): AssessmentDeps {
  return {
    app,
    system,
    standards: results.standards,
    uploads,
    asOf: (text) => results.asOf(text),
    evaluated: (t) => results.evaluated(t),
  };
}

/** What the census stands on. */
export function censusDeps({ app, system, uploads }: House, jobs: CensusJobs): CensusDeps {
  return { app, system, uploads, jobs };
}

/** What gaps and field checks stand on besides. */
export function fieldDeps(house: House, jobs: CensusJobs): FieldDeps & CensusDeps {
  const { results, boundaries } = house;
  return { ...censusDeps(house, jobs), asOf: (text) => results.asOf(text), boundaries };
}

/** What drafts of standards stand on. */
export function draftDeps({ app, results: { standards } }: House): DraftDeps {
  return {
    app,
    schemes: standards.schemes.map(({ id }) => id),
    revise: (scheme, track, changes) => reviseStandard(standards, scheme, track, changes),
  };
}

/** What the endpoints of schemes stand on. */
export function schemeDeps({ results }: House): SchemeDeps {
  const { standards } = results;
  return { schemes: standards.schemes, words: schemeWords(standards) };
}

/** What the endpoints of organisations stand on. */
export function organisationDeps({ app, system, results }: House): OrganisationDeps {
  return { app, system, asOf: (text) => results.asOf(text) };
}
