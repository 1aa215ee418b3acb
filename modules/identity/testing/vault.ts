import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { PhoneVault } from '../server/deps.ts';

/** A vault for tests with a key of its own; the real one is @jianjia/vault. */
export function testVault(): PhoneVault {
  const key = randomBytes(32);
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
      cipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString('utf8');
    },
    indexHash: (kind, text) => createHmac('sha256', key).update(`${kind}:${text}`).digest(),
    lastFour: (text) => text.slice(-4),
  };
}
