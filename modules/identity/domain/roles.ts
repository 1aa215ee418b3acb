import type { Permission } from '@jianjia/kernel';
import { roleTitles, type RoleName } from '../contract/role-names.ts';
import { keeping, reading, recordAreas, type RecordArea } from '../contract/permissions.ts';

/**
 * How far a role reaches from the union it is granted at: `subtree`, that union and all below; `own`, that union with
 * its branches and groups; `self`, records of the account's own person.
 */
export type RoleReach = 'subtree' | 'own' | 'self';

export interface RoleDefinition {
  readonly title: string;
  readonly reach: RoleReach;
  readonly permissions: readonly Permission[];
  /** Kinds of unions it can be granted at; empty for all. */
  readonly at: readonly string[];
  /** Nobody signs in with this role by a password alone. */
  readonly factor: boolean;
  /** Roles that whoever has this one, and accounts:write, may grant to others. */
  readonly grants: readonly RoleName[];
}

export type { RoleName };

const ALL = Object.keys(recordAreas) as RecordArea[];
const GRASSROOTS = ['joint', 'enterprise', 'institution', 'community'];

/** An officer of a federation sees and keeps everything below; standards are set by city and county. */
const OFFICER: readonly Permission[] = [
  ...keeping(...ALL.filter((area) => area !== 'schemes')),
  'schemes:read',
  'people:unmask',
  'people:export',
  'accounts:read',
  'accounts:write',
  'history:read',
  'registers:import',
  'census:send',
  'census:review',
  'census:check',
];

/** A grassroots union keeps all its own registers; what is judged of it, and the list of employers, it only reads. */
const KEPT = ALL.filter((area) => !['schemes', 'assessments', 'organisations', 'census'].includes(area));

/**
 * Roles are sets of permissions over a reach; no other room knows their names. Which union a grant is at, and until
 * when, is data (identity.role_grant).
 */
export const roles: Readonly<Record<RoleName, RoleDefinition>> = {
  administrator: {
    title: roleTitles.administrator,
    reach: 'subtree',
    // Looks after accounts and reads the journal; sees no records of persons, and so links no account to a member:
    // chairs and officers do.
    permissions: [...reading('organisations'), 'accounts:read', 'accounts:write', 'journal:read'],
    at: [],
    factor: true,
    grants: Object.keys(roleTitles) as RoleName[],
  },
  city_officer: {
    title: roleTitles.city_officer,
    reach: 'subtree',
    permissions: [...OFFICER, 'schemes:write', 'standards:draft', 'people:approve_export', 'journal:read'],
    at: ['city'],
    factor: true,
    grants: [
      'county_officer',
      'township_officer',
      'scheme_administrator',
      'data_sender',
      'inspector',
      'auditor',
      'chair',
      'clerk',
      'coordinator',
      'member',
    ],
  },
  county_officer: {
    title: roleTitles.county_officer,
    reach: 'subtree',
    permissions: [...OFFICER, 'schemes:write', 'standards:draft', 'people:approve_export', 'journal:read'],
    at: ['county', 'zone'],
    factor: true,
    grants: ['township_officer', 'data_sender', 'inspector', 'auditor', 'chair', 'clerk', 'coordinator', 'member'],
  },
  township_officer: {
    title: roleTitles.township_officer,
    reach: 'subtree',
    permissions: OFFICER,
    at: ['township', 'federation', 'zone'],
    factor: true,
    grants: ['chair', 'clerk', 'coordinator', 'member'],
  },
  scheme_administrator: {
    title: roleTitles.scheme_administrator,
    reach: 'subtree',
    permissions: [
      ...reading('organisations', 'assessments'),
      ...keeping('schemes'),
      'standards:draft',
      'accounts:read',
    ],
    at: ['city', 'county', 'zone'],
    factor: true,
    grants: [],
  },
  data_sender: {
    title: roleTitles.data_sender,
    reach: 'own',
    // The account of another department's system, which has no second factor: it delivers, and sees nothing of the list.
    permissions: ['census:send'],
    at: ['city', 'county', 'zone', 'township'],
    factor: false,
    grants: [],
  },
  inspector: {
    title: roleTitles.inspector,
    reach: 'own',
    permissions: [...reading(...ALL), ...keeping('assessments')],
    at: [],
    factor: true,
    grants: [],
  },
  auditor: {
    title: roleTitles.auditor,
    reach: 'subtree',
    permissions: [...reading('organisations', 'documents', 'assessments'), ...keeping('funds'), 'accounts:read'],
    at: [],
    factor: false,
    grants: [],
  },
  chair: {
    title: roleTitles.chair,
    reach: 'own',
    permissions: [
      ...reading(...ALL),
      ...keeping(...KEPT),
      'people:unmask',
      'people:export',
      'accounts:read',
      'accounts:write',
      'history:read',
      'registers:import',
      'census:check',
    ],
    at: GRASSROOTS,
    factor: true,
    grants: ['clerk', 'member'],
  },
  clerk: {
    title: roleTitles.clerk,
    reach: 'own',
    permissions: [
      ...reading(...ALL),
      ...keeping(...KEPT.filter((area) => area !== 'funds')),
      'accounts:read',
      'registers:import',
      'census:check',
    ],
    at: GRASSROOTS,
    factor: false,
    grants: [],
  },
  coordinator: {
    title: roleTitles.coordinator,
    reach: 'subtree',
    // Goes to employers and says what was found there: sees the tasks given to him or her, and no register.
    permissions: ['census:check'],
    at: ['county', 'zone', 'township', 'federation', 'community'],
    factor: false,
    grants: [],
  },
  member: {
    title: roleTitles.member,
    reach: 'self',
    permissions: reading('organisations'),
    at: [],
    factor: false,
    grants: [],
  },
};

/** The permissions that only count together with a second factor: whoever has one of them must have a factor. */
export const factorPermissions: readonly Permission[] = ['people:export', 'people:unmask', 'people:approve_export'];

export function isRole(text: string): text is RoleName {
  return text in roles;
}
