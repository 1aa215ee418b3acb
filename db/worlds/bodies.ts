import type { UnionKind } from '@jianjia/organisations/contract';

/** A union as the records of its registers need it. Days are counted from 1970-01-01. */
export interface Body {
  /** Number in its world: the key of everything drawn about it. */
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly kind: UnionKind;
  readonly parent: string | null;
  readonly division: string;
  readonly industry: string | null;
  readonly foundedOn: number;
  readonly dissolvedOn: number | null;
  /** 0–1, hidden: how well this union works and keeps its registers; 1 leaves nothing out. */
  readonly diligence: number;
}

/** An employer. */
export interface Firm {
  readonly uscc: string;
  readonly name: string;
  readonly division: string;
  readonly industry: string | null;
  readonly sector: string;
  readonly covered: boolean;
  readonly aboveScale: boolean;
  readonly smallMicro: boolean;
  readonly newForm: boolean;
  readonly establishedOn: number;
  readonly closedOn: number | null;
  readonly employees: number;
  readonly female: number;
  readonly migrant: number;
  readonly dispatched: number;
  /** Yuan a year for one employee. */
  readonly wage: number;
  /** Present members. */
  readonly members: number;
  /** Whether it tells its workforce. */
  readonly reports: boolean;
}

/** A grassroots union with what belongs to it. */
export interface Grassroots extends Body {
  /** Number among the grassroots unions, from 0. */
  readonly number: number;
  /** Employers it covers. */
  readonly firms: readonly Firm[];
  /** Employers nearby that no union covers. */
  readonly strays: readonly Firm[];
  readonly branches: readonly Body[];
  /** Members without an employer (灵活就业). */
  readonly flexible: number;
  /** Past memberships; they come after the present ones. */
  readonly former: number;
}

export const present = (union: Grassroots): number =>
  union.firms.reduce((sum, firm) => sum + firm.members, 0) + union.flexible;

export const isGrassroots = (body: Body): body is Grassroots => 'number' in body;

/** Unions above the grassroots. */
export const isUpper = (kind: UnionKind): boolean =>
  kind === 'city' || kind === 'county' || kind === 'zone' || kind === 'township' || kind === 'federation';
