import type { Pool } from '@jianjia/db';
import { sealedContext } from '@jianjia/registers';
import { demoKeyring, storedEnd } from '@jianjia/vault';
import { members } from '../contract/index.ts';

/** The published keys: what tests seal protects nobody. */
export const testVault = demoKeyring();

/** Invented numbers of nobody; the first is well-formed by GB 11643. */
export const ID_NUMBER = '11010519491231002X';
export const PHONE = '13812345678';

/** Gives a planted member an identity number and a telephone, sealed as an import seals them. */
export async function plantNumbers(owner: Pool, memberNo: string, idNumber: string, phone: string): Promise<void> {
  const sealed = (field: 'id_number' | 'phone', text: string): readonly unknown[] => [
    testVault.seal(text, sealedContext(members, field, memberNo)),
    testVault.indexHash(field, text),
    storedEnd(testVault, field, text),
  ];
  await owner.query(
    `update people.member set id_number = $2, id_number_hash = $3, id_number_end = $4, phone = $5, phone_hash = $6,
       phone_last4 = $7 where member_no = $1`,
    [memberNo, ...sealed('id_number', idNumber), ...sealed('phone', phone)],
  );
}
