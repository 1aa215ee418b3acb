import { expect, test } from 'vitest';
import { permissions } from '../contract/permissions.ts';
import { factorPermissions, roles, type RoleDefinition, type RoleName } from './roles.ts';

const all = Object.entries(roles) as [RoleName, RoleDefinition][];

test.each(all)('%s has permissions that exist, each once', (_name, role) => {
  const distinct = [...new Set(role.permissions)];
  expect(distinct.filter((permission) => !(permission in permissions))).toEqual([]);
});

test.each(all)('%s needs a second factor when it may see or export whole personal data', (_name, role) => {
  const mustHave = factorPermissions.some((permission) => role.permissions.includes(permission));
  expect(role.factor || !mustHave).toBe(true);
});

test('federation officers need a second factor', () => {
  for (const name of ['city_officer', 'county_officer', 'township_officer'] as const) {
    expect(roles[name].factor).toBe(true);
  }
});

test.each(all)('%s grants nothing that reaches further than itself', (name, role) => {
  if (name === 'administrator') return;
  if (role.grants.length > 0) expect(role.permissions).toContain('accounts:write');
  for (const granted of role.grants) {
    expect(
      roles[granted].permissions.filter((permission) => !role.permissions.includes(permission)),
      granted,
    ).toEqual([]);
  }
});

test('nobody but the administrator grants an administrator', () => {
  expect(all.filter(([, role]) => role.grants.includes('administrator')).map(([name]) => name)).toEqual([
    'administrator',
  ]);
});

test('an administrator sees no record of a person, an auditor funds only, a member nobody else', () => {
  const reads = (name: RoleName) => roles[name].permissions.filter((permission) => permission.endsWith(':read'));
  expect(reads('administrator')).toEqual(['organisations:read', 'accounts:read', 'journal:read']);
  expect(reads('auditor')).not.toContain('people:read');
  expect(reads('auditor')).toContain('funds:read');
  expect(reads('member')).toEqual(['organisations:read']);
});
