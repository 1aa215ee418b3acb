import { createHmac } from 'node:crypto';

/**
 * The login of the application on a server: a role of its own that owns nothing and can take `jianjia_app` only, so
 * that not even `reset role` in an injected statement leads to the owner. Its password is derived from the owner's:
 * whoever may have the one has the other, and nothing more needs to be kept.
 */
export function appLogin(ownerUrl: string): { readonly user: string; readonly password: string } {
  const address = new URL(ownerUrl);
  const owner = decodeURIComponent(address.username);
  const secret = decodeURIComponent(address.password);
  const password = createHmac('sha256', secret).update('jianjia application login').digest('base64url');
  return { user: `${owner.slice(0, 57)}_login`, password };
}

/** The address requests connect to; contains a password, never show it. JIANJIA_APP_DATABASE_URL overrides it. */
export function appUrl(ownerUrl: string): string {
  const given = process.env['JIANJIA_APP_DATABASE_URL'];
  if (given) return given;
  const { user, password } = appLogin(ownerUrl);
  const address = new URL(ownerUrl);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return address.toString();
}
