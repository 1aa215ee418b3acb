import { createHmac } from 'node:crypto';
import { Problem } from '@jianjia/kernel';

/**
 * The login of the application on a server: a role of its own that owns nothing and can take `jianjia_app` only, so
 * that not even `reset role` in an injected statement leads to the owner. Its password is derived from the owner's:
 * whoever may have the one has the other, and nothing more needs to be kept.
 * @throws Problem when the owner's address has no password: what is derived from nothing, anybody can derive
 */
export function appLogin(ownerUrl: string): { readonly user: string; readonly password: string } {
  const address = new URL(ownerUrl);
  const owner = decodeURIComponent(address.username);
  const secret = decodeURIComponent(address.password);
  if (secret === '') {
    throw new Problem(
      'db.noOwnerPassword',
      'invalid',
      'DATABASE_URL 中没有口令，网页服务的登录口令由它算出，会成为人人算得出的固定口令。请给数据库用户设置口令并写进 DATABASE_URL；' +
        '数据库不用口令（如 peer、证书）时，请另建一个只有角色 jianjia_app 的登录用户，把它的地址写进环境变量 JIANJIA_APP_DATABASE_URL。',
    );
  }
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
