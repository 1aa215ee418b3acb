import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPair } from '../model/explain.ts';
import { defaultModel } from '../model/default.ts';
import { foldName } from '../names/fold.ts';
import type { EmployerRecord } from '../record.ts';
import { employers } from './index.ts';
import { branchOf } from './branch-of.ts';
import { parseAddress } from './address.ts';
import { partitionOf } from './partition.ts';

const CODE = '91150172XD0005NH7R';

/** The level that two rows, given as name|uscc|division|address, reach in a comparison. */
function level(comparison: string, a: string, b: string): string {
  const { steps } = explainPair(defaultModel, employers, row('a', a), row('b', b));
  return steps.find((step) => step.comparison === comparison)?.level ?? '';
}

function row(id: string, text: string): EmployerRecord {
  const [name = '', uscc = '', division = '', address = '', former = ''] = text.split('|');
  return { id, name, uscc, division, address, ...(former === '' ? {} : { formerNames: [former] }) };
}

describe('levels', () => {
  test.each([
    ['code', `红光|${CODE}`, `红光|${CODE.toLowerCase()}`, 'equal'],
    ['code', `红光|${CODE}`, '红光|91150172XD0005HN7R', 'near'],
    ['code', `红光|${CODE}`, '红光|XD0005NH7', 'organisation'],
    ['code', `红光|${CODE}`, '红光|', 'unknown'],
    ['brand', '安庆市红光酒业有限公司', '红光酒业有限公司', 'core_some'],
    ['brand', '安庆市红光酒业有限公司', '安庆市宏光酒业有限公司', 'sound'],
    ['brand', '安庆市未来星酒业有限公司', '安庆市末来星酒业有限公司', 'shape'],
    ['brand', '安庆市大红光酒业有限公司', '安庆市红光酒业有限公司', 'edit'],
    ['brand', '安庆市大地春酒业有限公司||||安庆市红光酒业有限公司', '安庆红光酒业有限公司', 'alias'],
    ['brand', '安庆市红光酒业有限公司', '安庆市大地酒业有限公司', 'different'],
    ['trade', '安庆市红光酒业有限公司', '安庆市红光酒业有限公司', 'equal'],
    ['trade', '安庆市红光商贸有限公司', '安庆市红光贸易有限公司', 'akin'],
    ['trade', '安庆市红光酒业有限公司', '安庆市红光有限公司', 'one'],
    ['trade', '安庆市红光酒业有限公司', '安庆市红光印刷有限公司', 'different'],
    ['form', '红光酒业有限责任公司', '红光酒业有限公司', 'equal'],
    ['form', '红光酒业有限公司', '红光酒业股份有限公司', 'different'],
    ['branch', '红光酒业有限公司', '红光酒业有限公司', 'neither'],
    ['branch', '红光酒业有限公司', '红光酒业有限公司城南分公司', 'one'],
    ['branch', '红光酒业有限公司城南分公司', '红光酒业有限公司城北分公司', 'different'],
    ['branch', '红光酒业有限公司第一分公司', '红光酒业有限公司第二分公司', 'different'],
    ['branch', '红光酒业有限公司第八门市部', '红光酒业有限公司（8分店）', 'same'],
    ['branch', '红光银行城南支行', '红光银行城南营业部', 'different'],
    ['branch', '红光酒业有限公司鲁山分公司', '红光酒业有限公司庐山分公司', 'different'],
    ['branch', '红光酒业有限公司庐山分公司', '红光酒业有限公司卢山分公司', 'same'],
    ['branch', '红光酒业有限公司', '安庆红光长青店', 'outlet'],
    ['branch', '红光酒业', '红光长青店', 'outlet'],
    ['branch', '红光酒业有限公司', '红光经营部', 'outlet'],
    ['branch', '红光酒业有限公司', '大地长青店', 'neither'],
    ['branch', '红光超市有限公司', '红光超市', 'neither'],
    ['branch', '大地酒业有限公司||||红光长青店', '红光长青店', 'neither'],
    ['branch', '红光', '红光经营部', 'neither'],
    ['branch', '红光长青店', '红光银座店', 'neither'],
    ['whole_name', '北京红光酒业发展有限公司', '红光（北京）酒业发展有限公司', 'placed'],
    ['name_place', '潜山县红光酒业有限公司', '潜山市红光酒业有限公司', 'equal'],
    ['name_place', '安庆市红光酒业有限公司', '安徽省红光酒业有限公司', 'nested'],
    ['name_place', '安庆市红光酒业有限公司', '九江市红光酒业有限公司', 'different'],
    ['division', '红光||340802', '红光||340802001', 'county'],
    ['division', '红光||340802', '红光||安庆市迎江区', 'county'],
    ['division', '红光||340802', '红光||340803', 'city'],
    ['address', '红光|||安庆市迎江区人民路12号', '红光|||人民路１２', 'crowded_house'],
    ['address', '红光|||人民路12号金融大厦A座1203室', '红光|||人民路12号金融大厦A-1203', 'room'],
    ['address', '红光|||人民路12号金融大厦A座1203室', '红光|||人民路12号金融大厦A座1204室', 'other_room'],
    ['address', '红光|||人民路12号', '红光|||人民路13号', 'other_house'],
    ['address', '红光|||人民路12号', '红光|||', 'unknown'],
    ['address', '红光|||人民路12号', '红光|||建设路12号', 'different'],
  ])('%s of %s and %s is %s', (comparison, a, b, expected) => {
    expect(level(comparison, a, b)).toBe(expected);
    expect(level(comparison, b, a)).toBe(expected);
  });

  test('name and address in each other’s column are put right', () => {
    const swapped = '安庆市迎江区人民路12号|||安庆市红光酒业有限公司';
    expect(level('whole_name', '安庆市红光酒业有限公司|||人民路12号', swapped)).toBe('placed');
  });
});

test('a branch is no parent and no sister whatever else agrees', () => {
  const parent = row('a', `安庆市红光酒业有限公司|${CODE}|340802|人民路12号`);
  const south = row('b', `安庆市红光酒业有限公司城南分公司|${CODE}|340802|人民路12号`);
  const north = row('c', `安庆市红光酒业有限公司城北分公司|${CODE}|340802|人民路12号`);
  for (const [a, b] of [
    [parent, south],
    [south, north],
  ] as const) {
    expect(explainPair(defaultModel, employers, a, b).probability).toBeLessThan(1e-3);
  }
  expect(explainPair(defaultModel, employers, parent, parent).probability).toBeGreaterThan(0.999);
});

test('an explanation adds up to its probability', () => {
  const [a, b] = [
    row('a', '安庆市红光酒业有限公司||340802|人民路12号'),
    row('b', '红光酒业有限公司||340802|人民路12号'),
  ];
  for (const evidence of [undefined, { levels: defaultModel.comparisons.map(() => 0), rivals: -2.5 }]) {
    const { prior, steps, odds, probability } = explainPair(defaultModel, employers, a, b, evidence);
    expect(steps.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(odds, 9);
    expect(1 / (1 + 2 ** -odds)).toBeCloseTo(probability, 12);
  }
});

test.each([
  ['红光酒业有限公司', ''],
  ['红光酒业有限公司城南分公司', 'part:cheng nan:'],
  ['红光酒业有限公司第八门市部', 'part::8'],
  ['红光银行城南支行', 'bank:cheng nan:'],
  ['红光酒业有限公司庐山分公司', 'part:庐山:'],
])('%s is told from its sisters by %s', (name, expected) => {
  expect(branchOf({ name })).toBe(expected);
});

test.each([
  ['安庆市迎江区孝肃路街道人民路12号', '人民路', '12', '', ''],
  ['人民路12号院恒大批发市场B-1017', '人民路', '12', '恒大批发市场', 'B-1017'],
  ['宿松县二郎镇瓜王村12号', '', '12', '瓜王村', ''],
  ['华府小区5栋204', '', '', '华府小区', '5-204'],
  ['', '', '', '', ''],
])('%s comes apart', (text, road, number, building, room) => {
  expect(parseAddress(text)).toEqual({ road, number, building, room });
});

/** What `parseAddress` does, said by expressions: shorter and slower. */
function searchedAddress(text: string): ReturnType<typeof parseAddress> {
  const divisions =
    /^.*(?:自治[区州县旗]|街道(?:办事处|办)?|省|市(?!场)|盟|县|旗|(?<![小园社校])区|镇|乡|苏木)(?=.{2})/u;
  const local = foldName(text).replace(divisions, '');
  const road = /(?:大街|大道|公路|胡同|路|街(?!道)|巷|弄|道)/u.exec(local);
  const roadEnd = road === null ? 0 : road.index + road[0].length;
  const number = /^(\d+)(?:-\d+)?号?院?/u;
  const street = road === null ? null : number.exec(local.slice(roadEnd));
  const behind = local.slice(roadEnd + (street?.[0].length ?? 0));
  const suffixes =
    /批发市场|写字楼|科技园|产业园|工业园|建材城|大厦|广场|商城|小区|花园|公寓|家园|市场|中心|嘎查|村|屯|城|园/gu;
  const building = [...behind.matchAll(suffixes)].at(-1);
  const end = building === undefined ? 0 : building.index + building[0].length;
  const rest = behind.slice(end);
  const village = building?.[0] === '村' ? number.exec(rest) : null;
  const block = /([A-Z]|\d{1,3})(?:号?楼|栋|幢|座|单元|-(?=\d))/u.exec(rest)?.[1] ?? /^[A-Z](?=\d)/u.exec(rest)?.[0];
  const room = /(\d{3,5}|\d{1,2}(?=[室房]))(?!.*\d)/u.exec(rest)?.[1];
  const inside = block === undefined && room === undefined ? '' : `${block ?? ''}-${room ?? ''}`;
  return {
    road: road === null ? '' : local.slice(Math.max(0, road.index - 2), roadEnd),
    number: street?.[1] ?? village?.[1] ?? '',
    building: building === undefined ? '' : behind.slice(Math.max(0, building.index - 2), end),
    room: village === null ? inside : '',
  };
}

test('whatever an address says, walking it finds what searching it finds', () => {
  const pieces =
    `安庆 潜山 人民 自治区 自治州 自治 街道 街道办 街道办事处 省 市 市场 县 旗 区 小区 社区 镇 乡 苏木 苏 大街 大道 公路 胡同
路 街 巷 道 12 3-4 号 院 批发市场 工业园 园区 大厦 村 屯 城 花园 A 座 1203 室 栋 楼 -`.split(/\s+/u);
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (address) => {
      expect(parseAddress(address)).toEqual(searchedAddress(address));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  [{ division: '150102001' }, '1501'],
  [{ division: '１５０１０２' }, '1501'],
  [{ division: '新城区', uscc: CODE }, '1501'],
  [{ uscc: '' }, ''],
])('%o is worked on with its prefecture', (record, expected) => {
  expect(partitionOf(record)).toBe(expected);
});

test('rows of unlike kin are never one employer; those that may be one are of one kin', () => {
  const names = ['红光酒业有限公司', '红光酒业有限公司城南分公司', '红光酒业有限公司城北分公司'].concat(
    ['红光酒业有限公司第八门市部', '红光酒业有限公司（8分店）', '红光酒业有限公司第一分公司'],
    ['徽商银行城南支行', '徽商银行城南营业部', '红光酒业有限公司成南分公司', '红光酒业有限公司城南办事处'],
  );
  let apart = 0;
  for (const a of names) {
    for (const b of names) {
      const never = ['one', 'different'].includes(level('branch', a, b));
      if (kinOf(a) !== kinOf(b)) expect([a, b, never]).toEqual([a, b, true]);
      if (kinOf(a) !== kinOf(b)) apart++;
    }
  }
  expect(apart).toBeGreaterThan(names.length);
});

function kinOf(name: string): number | undefined {
  const words = new Uint32Array(employers.width);
  employers.encode(row('x', name), words, 0);
  return employers.kin?.(words, 0);
}
