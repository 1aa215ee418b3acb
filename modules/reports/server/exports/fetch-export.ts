import type { Readable } from 'node:stream';
import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import { writeSightings } from '@jianjia/people/server';
import { readOnce } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';
import { exportNo, stateOf } from '../../domain/export-state.ts';
import { exportWatermark } from '../../domain/watermark.ts';
import { problems } from '../problems.ts';
import { type FoundExport, lockedExport, requireEnabled } from './find-export.ts';
import { makeFile, type MadeFile } from './make-file.ts';

export interface FetchedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Readable;
}

/**
 * Makes the file of an approved request anew, with what its requester may see at this moment, and hands it over. It is
 * counted, journaled and written into the sightings of everybody in it before its first byte leaves.
 * @throws Problem reports.noExport, notYours, notApproved, expired, used, disabled, noUnion
 */
export async function fetchExport(
  acting: Acting,
  vault: Keyring,
  exportId: string,
  now: Date,
  uploads?: string,
): Promise<FetchedFile> {
  const { actor } = acting;
  const { request, home } = await inTransaction(acting, async (client) => ({
    request: await fetchable(client, actor.accountId, exportId, now),
    home: await homeOf(client, actor.accountId),
  }));
  const number = exportNo(request.requestedAt, request.number);
  const viewer = { name: actor.name, reach: actor.reach, union: home };
  const file = await makeFile(
    acting,
    vault,
    {
      ...request,
      exportNo: number,
      watermark: exportWatermark(viewer, now, number, request.reason),
      creator: actor.name,
    },
    now,
    uploads,
  );
  try {
    await inTransaction(acting, (client) => handOver(client, acting, exportId, file, now));
  } catch (error) {
    await file.remove();
    throw error;
  }
  return { name: file.name, type: file.type, content: await readOnce(file.path, () => file.remove()) };
}

type Fetchable = FoundExport & { readonly unionCode: string };

/** Asked twice: before the work of making the file, and under the lock when it is handed over. */
async function fetchable(
  client: PoolClient,
  accountId: string | null,
  exportId: string,
  now: Date,
): Promise<Fetchable> {
  await requireEnabled(client, accountId);
  const found = await lockedExport(client, exportId);
  if (!found.own) throw problems.notYours();
  const state = stateOf(found, now);
  if (state === 'used') throw problems.used();
  if (state === 'expired') throw problems.expired();
  if (state !== 'approved') throw problems.notApproved();
  // The right may have ended since, or the union have moved elsewhere.
  if (!found.mayExport || found.unionCode === null) throw problems.noUnion();
  return { ...found, unionCode: found.unionCode };
}

async function handOver(
  client: PoolClient,
  { actor }: Acting,
  exportId: string,
  { rows, sha256 }: MadeFile,
  now: Date,
): Promise<void> {
  const request = await fetchable(client, actor.accountId, exportId, now);
  const counted = await client.query(
    `update reports.export_request set fetches = fetches + 1, fetched_at = $2, rows = $3, sha256 = $4
     where request_id = $1`,
    [exportId, now, rows, sha256],
  );
  if (counted.rowCount === 0) throw problems.noUnion();
  const people = await writeSightings(client, actor, { what: 'exported', reason: request.reason }, SIGHTED, [
    request.unionId,
    request.registers,
  ]);
  await writeJournal(client, actor, {
    act: 'reports.fetchExport',
    unionId: request.unionId,
    subject: `exports/${exportId}`,
    after: {
      export: exportNo(request.requestedAt, request.number),
      registers: request.registers,
      full: request.withNumbers,
      time: request.fetches + 1,
      rows,
      people,
      sha256,
    },
    reason: request.reason,
  });
}

/** Everybody whom a row of the exported registers is about, each once. */
const SIGHTED = `
  with recursive below as (
    select $7::uuid as union_id
    union
    select c.union_id from below b join organisations.union c on c.parent_id = b.union_id
  )
  select m.union_id, m.member_no from people.member m
  where 'members' = any ($8::text[]) and m.union_id in (select union_id from below)
    or 'officers' = any ($8) and m.member_no in (
      select o.member_no from people.officer o where o.union_id in (select union_id from below))
    or 'hardship' = any ($8) and m.member_no in (
      select h.member_no from care.hardship h where h.union_id in (select union_id from below))
    or 'relief' = any ($8) and m.member_no in (
      select h.member_no from care.hardship h join care.relief r on r.case_no = h.case_no
      where r.union_id in (select union_id from below))
    or 'honours' = any ($8) and m.member_no in (
      select h.member_no from activities.honour h where h.union_id in (select union_id from below))`;

async function homeOf(client: PoolClient, accountId: string | null): Promise<string | undefined> {
  const found = await client.query<{ name: string }>(
    `select u.name from identity.account a join organisations.union u on u.union_id = a.union_id where a.account_id = $1`,
    [accountId],
  );
  return found.rows[0]?.name;
}
