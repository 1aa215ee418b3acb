import type { PoolClient } from '@jianjia/db';
import { verifySync } from 'otplib';
import type { IdentityDeps } from '../deps.ts';
import { totpContext } from '../vault.ts';

/** One step of thirty seconds before and after: clocks of telephones are a little off. */
const TOLERANCE = 30;

/**
 * Checks a code of the authenticator app and uses it up: neither it nor an earlier one is good again.
 * @param confirmed whether the app is enrolled, or is being enrolled by this code
 */
export async function useCode(
  client: PoolClient,
  deps: Pick<IdentityDeps, 'vault'>,
  input: { readonly accountId: string; readonly code: string; readonly confirmed: boolean },
  now: Date,
): Promise<boolean> {
  const { rows } = await client.query<{ secret: Buffer; lastStep: string | number | null }>(
    `select secret, last_step as "lastStep" from identity.totp
     where account_id = $1 and (confirmed_at is not null) = $2 for update`,
    [input.accountId, input.confirmed],
  );
  const kept = rows[0];
  if (!kept || !/^\d{6}$/.test(input.code)) return false;
  const secret = deps.vault.open(kept.secret, totpContext(input.accountId));
  const step = matchingStep(secret, input.code, now);
  if (step === null || (kept.lastStep !== null && step <= Number(kept.lastStep))) return false;
  await client.query('update identity.totp set last_step = $2 where account_id = $1', [input.accountId, step]);
  return true;
}

function matchingStep(secret: string, code: string, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
