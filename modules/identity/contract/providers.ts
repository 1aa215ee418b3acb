import { z } from 'zod';

const isLoopback = (host: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(host);
const address = z
  .url('要写成完整的网址')
  .refine((text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || isLoopback(new URL(text).hostname)), {
    error: '必须是 https 网址',
  });
const text = z.string('要写成文字').trim().min(1, '不能为空').max(500, '太长');

const providerShape = z.strictObject({
  /** Short, for addresses; such as `city`. */
  id: z.string('要写成文字').regex(/^[a-z0-9-]{1,32}$/, '只能用小写字母、数字和短横线，最多 32 个'),
  /** As the button says it, in Chinese. */
  title: text.max(40, '最多 40 个字'),
  issuer: address,
  clientId: text,
  clientSecret: text,
  /** The claim that names an account an administrator registered, such as `preferred_username` or `sub`. */
  claim: text,
  /** A claim with a telephone number; then an account with this telephone is linked without registering. */
  phoneClaim: text.optional(),
  /** The service verifies every telephone it tells, though it does not say `phone_number_verified`. */
  phoneVerifiedByProvider: z.boolean('只能写 true 或 false').optional(),
  /** Page of the desk that gets the answer; registered at the provider. */
  redirectUri: address,
  /** Default `openid profile`. */
  scope: text.optional(),
});

/** A service people sign in with elsewhere, from the configuration of the installation. */
export type OidcProvider = z.output<typeof providerShape>;

/** The file of `JIANJIA_OIDC_FILE`. */
export const providerFileShape = z
  .array(providerShape, '要写成 JSON 列表')
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { error: '有两个服务的 id 相同' });
