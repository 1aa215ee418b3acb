import type { Json } from './types.ts';

/** Columns as people call them. */
const CHINESE = /身份证|证件号|手机|电话|口令|密码|令牌|密钥/;
/** `id_number`, `newPassword`, `token_hash`, `mobilePhone` …: compared without case and separators. */
const SECRET = /(idnumber|phone|mobile|password|token|secret)(hash|es|s)?$/;

/**
 * A journal is kept for ever and read by many, so what proves or identifies a person never goes in.
 * @throws Error naming the key
 */
export function refuseSecrets(value: Json | undefined, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value as Readonly<Record<string, Json>>)) {
    if (CHINESE.test(key) || SECRET.test(key.toLowerCase().replaceAll(/[^a-z]/g, ''))) {
      throw new Error(`the journal must not hold secrets: ${path}.${key}`);
    }
    refuseSecrets(inner, `${path}.${key}`);
  }
}
