import type { Pool, PoolClient } from '../pool.ts';
import { inTransaction } from '../transaction.ts';
import { appendHead, lastKept } from './heads-file.ts';
import type { Head, Signer } from './types.ts';

export interface SignedHead {
  readonly day: string;
  readonly seq: number;
  /** False when the newest line had been signed before. */
  readonly signed: boolean;
}

type Newest = Pick<Head, 'day' | 'seq' | 'hash'>;

/** What is signed: text, so that any tool can check it. */
export function headBytes(head: Omit<Head, 'signature'>): Buffer {
  const { day, seq, hash, keyId, signedAt } = head;
  return Buffer.from(['jianjia journal head', day, seq, hash.toString('hex'), keyId, signedAt].join('\n'), 'utf8');
}

/** All heads the database holds, in the order of the chain. */
export async function storedHeads(client: PoolClient): Promise<readonly Head[]> {
  return headsWhere(client, 'true', []);
}

/**
 * Signs the newest line unless it is signed already, and appends the signature to the file that is copied elsewhere: only
 * such a copy shows that lines were cut off together with their signatures.
 * @returns null for an empty journal
 * @throws Problem when the file cannot be written; the signature is then in the database, and the next call appends it
 */
export async function signHead(system: Pool, signer: Signer, headsFile?: string): Promise<SignedHead | null> {
  const done = await inTransaction(system, (client) => signNewest(client, signer));
  if (!done) return null;
  const { head, signed } = done;
  // After the commit: a head in the file which the database does not have would be taken for a deleted one.
  if (headsFile !== undefined && !sameHead(lastKept(headsFile), head)) appendHead(headsFile, head);
  return { day: head.day, seq: head.seq, signed };
}

async function signNewest(client: PoolClient, signer: Signer): Promise<{ head: Head; signed: boolean } | null> {
  const { rows } = await client.query<Newest>(
    `select to_char(day, 'YYYY-MM-DD') as day, seq, hash from journal.link order by link.day desc, seq desc limit 1`,
  );
  const [newest] = rows;
  if (!newest) return null;
  const unsigned = { ...newest, keyId: signer.signingKeyId, signedAt: new Date().toISOString() };
  const head = { ...unsigned, signature: signer.sign(headBytes(unsigned)) };
  const added = await client.query(
    `insert into journal.head (day, seq, hash, key_id, signature, signed_at) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing`,
    [head.day, head.seq, head.hash, head.keyId, head.signature, head.signedAt],
  );
  if (added.rowCount === 1) return { head, signed: true };
  const [stored] = await headsWhere(client, 'day = $1 and seq = $2', [newest.day, newest.seq]);
  return stored ? { head: stored, signed: false } : null;
}

async function headsWhere(client: PoolClient, condition: string, values: unknown[]): Promise<readonly Head[]> {
  const { rows } = await client.query<Head>(
    `select to_char(day, 'YYYY-MM-DD') as day, seq, hash, key_id as "keyId", signature,
      to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "signedAt"
    from journal.head where ${condition} order by head.day, seq`,
    values,
  );
  return rows;
}

function sameHead(a: Head | null, b: Head): boolean {
  return a !== null && a.day === b.day && a.seq === b.seq && a.hash.equals(b.hash);
}
