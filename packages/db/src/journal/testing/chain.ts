import { randomUUID, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Actor } from '@jianjia/kernel';
import type { Pool, PoolClient } from '../../pool.ts';
import { inTransaction } from '../../transaction.ts';
import type { Signer } from '../types.ts';
import { writeJournal } from '../write.ts';

export const ACTOR: Actor = {
  accountId: '019ac000-0000-7000-8000-000000000001',
  name: '示例区总工会 王小明',
  reach: '本会及下级',
  ticket: null,
  requestId: '019ac000-0000-4000-8000-000000000002',
};

/** A signer with a key of its own. */
export function testSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyId = randomUUID();
  return {
    signingKeyId: keyId,
    sign: (bytes) => sign(null, bytes, privateKey),
    verify: (bytes, signature, id) => id === keyId && verify(null, bytes, publicKey, signature),
  };
}

/** Writes lines that commit at an instant of the test's choice; the owner does by hand what the trigger does. */
export async function writeAt(owner: Pool, instant: string, count: number): Promise<void> {
  await inTransaction(owner, async (client) => {
    await client.query('alter table journal.entry disable trigger link_at_commit');
    for (let n = 1; n <= count; n += 1) await writeOne(client, instant, n);
    await client.query('alter table journal.entry enable trigger link_at_commit');
  });
}

async function writeOne(client: PoolClient, instant: string, n: number): Promise<void> {
  await writeJournal(client, ACTOR, {
    act: 'people.changeMember',
    unionId: '019ac000-0000-7000-8000-00000000000a',
    subject: `members/M${n}`,
    before: { name: '王小明', n },
    after: { name: '王晓明', n, list: [1.5, null, '工会 "建家"\n'] },
    reason: n % 2 === 0 ? null : '更正姓名',
  });
  await client.query(
    `select journal.append(e, $1) from journal.entry e
    where not exists (select from journal.link l where l.entry_id = e.entry_id)`,
    [instant],
  );
}

/** What a superuser can do: write every line of the chain anew so that all hashes are right again. */
export const RECOMPUTE = `do $$
declare
  line journal.link;
  above bytea := decode(repeat('00', 32), 'hex');
begin
  for line in select * from journal.link order by day, seq loop
    update journal.link l
    set previous = above, hash = sha256(above || journal.line(l.day, l.seq, e))
    from journal.entry e
    where l.day = line.day and l.seq = line.seq and e.entry_id = l.entry_id
    returning l.hash into above;
  end loop;
end $$`;
