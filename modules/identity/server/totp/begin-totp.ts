import { inTransaction } from '@jianjia/db';
import { generateSecret, generateURI } from 'otplib';
import { renderSVG } from 'uqr';
import { lockAccount } from '../accounts/find-account.ts';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import { requireStage } from '../sessions/begin-session.ts';
import { requireFresh } from '../sessions/require-fresh.ts';
import { totpContext } from '../vault.ts';

/** Shown while enrolling and never again. */
export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  /** The address as a QR code, an SVG image. */
  readonly qr: string;
}

/**
 * Begins to enrol an authenticator app: counts only once a code confirms it. Beginning again replaces the secret.
 * @throws Problem when one is enrolled already
 */
export async function beginTotp(
  deps: IdentityDeps,
  me: SignedIn,
  password: string | undefined,
  now: Date,
): Promise<TotpOffer> {
  await requireFresh(deps, me, password, now);
  return inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, me.accountId);
    await requireStage(client, me, ['enrol_factor', 'whole'], now);
    const secret = generateSecret();
    const begun = await client.query(
      `insert into identity.totp (account_id, secret, begun_at) values ($1, $2, $3)
       on conflict (account_id) do update set secret = excluded.secret, begun_at = excluded.begun_at
       where totp.confirmed_at is null`,
      [me.accountId, deps.vault.seal(secret, totpContext(me.accountId)), now],
    );
    if (begun.rowCount === 0) throw problems.factorExists();
    const uri = generateURI({ issuer: deps.site.title, label: account.login, secret });
    return { secret, uri, qr: renderSVG(uri, { ecc: 'M', border: 2 }) };
  });
}
