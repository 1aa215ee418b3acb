export { permissions, recordAreas, specialPermissions, type RecordArea } from './permissions.ts';
export * as accountEndpoints from './accounts.ts';
export * as factorEndpoints from './factors.ts';
export * as oidcEndpoints from './oidc.ts';
export { type OidcProvider, providerFileShape } from './providers.ts';
export * as signInEndpoints from './sign-in.ts';
export * as grantEndpoints from './grants.ts';
export { roleNames, roleTitles, type RoleName } from './role-names.ts';
