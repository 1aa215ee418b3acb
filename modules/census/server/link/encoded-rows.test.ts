import { expect, test } from 'vitest';
import { type ComparedEntity, ENCODER } from './comparing.ts';
import { EncodedRows } from './encoded-rows.ts';

const entity = (name: string, uscc: string | null): ComparedEntity => ({
  entity_id: crypto.randomUUID(),
  name,
  uscc,
  registration_no: null,
  written_code: null,
  division_code: '340802',
  address: '人民路1号',
  representative: null,
  phone: null,
});

const ENTITIES = [
  entity('安庆红光酒业有限公司', '91340802MA2MAB0001'),
  entity('安庆市红光酒业有限公司', null),
  entity('安庆宏光酒业有限公司', null),
  entity('安庆市青山茶业有限公司', null),
  entity('中国工商银行安庆分行', null),
  entity('大观钢材', null),
];

test('rows in a file have the keys and probabilities of rows in memory', () => {
  const [memory, file] = [new EncodedRows(), new EncodedRows(2)];
  try {
    for (const [number, one] of ENTITIES.entries()) {
      expect([memory.add(one), file.add(one)]).toEqual([number, number]);
    }
    for (const left of ENTITIES.keys()) {
      expect(file.keysOf(left, '340802')).toEqual(memory.keysOf(left, '340802'));
      for (const right of ENTITIES.keys()) {
        const probability = memory.probabilityOf(ENCODER, left, right);
        expect(file.probabilityOf(ENCODER, left, right), `${left} ${right}`).toBe(probability);
      }
    }
    expect(memory.probabilityOf(ENCODER, 0, 1)).toBeGreaterThan(memory.probabilityOf(ENCODER, 0, 3));
  } finally {
    memory.close();
    file.close();
  }
});
