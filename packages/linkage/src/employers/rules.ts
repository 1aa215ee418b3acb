import { unitAt } from '../spec/edits.ts';
import { hashPair } from '../spec/hash.ts';
import type { BlockingRule, Side } from '../spec/spec.ts';
import { ALIASES, AT } from './layout.ts';

type Key = (words: Uint32Array, at: number, side: Side) => number;

const word =
  (offset: number): Key =>
  (words, at) =>
    words[at + offset] ?? 0;

/** The key of two things together; none when one of them is unknown. */
const both =
  (first: Key, second: Key): Key =>
  (words, at, side) => {
    const key = first(words, at, side);
    return key === 0 ? 0 : hashPair(key, second(words, at, side));
  };

const [standard, core, brand] = [word(AT.standard), word(AT.core), word(AT.brand)];
const [sound, shape, trade, token] = [word(AT.sound), word(AT.shape), word(AT.trade), word(AT.tokens)];
const [code, organisation, registration] = [word(AT.codeHash), word(AT.organisation), word(AT.registration)];

/** The county of the division, or that of the name. */
const county: Key = (words, at) => {
  const digits = words[at + AT.divisionDigits] ?? 0;
  if (digits >= 6) return Math.floor((words[at + AT.division] ?? 0) / 1000);
  const named = words[at + AT.namePlaces] ?? 0;
  return named > 99_999 ? named : 0;
};

const city: Key = (words, at) => {
  const digits = words[at + AT.divisionDigits] ?? 0;
  if (digits >= 4) return Math.floor((words[at + AT.division] ?? 0) / 100_000);
  const named = words[at + AT.namePlaces] ?? 0;
  return named > 99_999 ? Math.floor(named / 100) : named > 999 ? named : 0;
};

/**
 * Tells whole employers from branches, and branches of unlike sound or number from one another: keeps the counters of
 * one bank from meeting. Rows that differ in it are at a `never` level of `comparisons/branch.ts`.
 */
export const branch = (words: Uint32Array, at: number): number => {
  const [text, ordinal] = [words[at + AT.branchSound] ?? 0, words[at + AT.branchOrdinal] ?? 0];
  return ((words[at + AT.branch] ?? 0) + Math.imul(text, 3) + Math.imul(ordinal, 5) + 1) >>> 0;
};

/** The road, else the building or village. */
const line: Key = (words, at) => (words[at + AT.road] ?? 0) || (words[at + AT.building] ?? 0);

/** The room in its building, else the door at its road or in its village. */
const seat: Key = (words, at, side) => {
  const room = words[at + AT.room] ?? 0;
  if (room !== 0) return hashPair((words[at + AT.building] ?? 0) || line(words, at, side), room);
  return hashPair(line(words, at, side), words[at + AT.doorNumber] ?? 0);
};

/** Two characters of the brand with the trade: names whose beginning or end is wrong or not told from a place. */
const brandPart =
  (from: (length: number) => number): Key =>
  (words, at) => {
    const length = words[at + AT.brandLength] ?? 0;
    if (length < 3) return 0;
    const start = from(length);
    const [first, second] = [unitAt(words, at + AT.coreText, start), unitAt(words, at + AT.coreText, start + 1)];
    return hashPair(hashPair(first, second), (words[at + AT.trade] ?? 0) || 1);
  };
const head = brandPart(() => 0);
const tail = brandPart((length) => length - 2);

/** Some characters of the code: a slip of the pen leaves one part of a code as it was. */
const codePart =
  (from: number, to: number): Key =>
  (words, at) => {
    if ((words[at + AT.codeLength] ?? 0) < to) return 0;
    let key = from + 1;
    for (let index = from; index < to; index++) key = hashPair(key, unitAt(words, at + AT.code, index));
    return key;
  };
const [codeHead, codeTail] = [codePart(2, 13), codePart(11, 18)];

/** One register's former name or abbreviation against the other's name, either way. */
function aliasRules(): readonly BlockingRule[] {
  return Array.from({ length: 2 * ALIASES }, (_, index) => {
    const alias = word(AT.aliases + (index >> 1));
    const aliasSide: Side = index % 2 === 0 ? 'left' : 'right';
    const key: Key = (words, at, side) => (side === aliasSide ? alias : core)(words, at, side);
    return { id: `alias_${index}`, title: '曾用名或简称', keys: [key, both(key, city)] };
  });
}

/** Keys that tell apart what is alike in a name, from broad to narrow. */
function narrowing(key: Key): readonly Key[] {
  const local = both(key, county);
  return [key, both(key, city), local, both(local, branch), both(both(local, branch), token)];
}

/**
 * Where rows have in common what many others have by chance, a brand or a road, and nothing else, all but one in some
 * hundred of those that meet are two: soon something narrower has to bring them together.
 */
const [FEW, SOME] = [15, 30];

/** How two rows of employers may meet, the surest first. */
export const employerRules: readonly BlockingRule[] = [
  { id: 'code', title: '信用代码', keys: [code, both(code, brand)], byAnchor: true },
  { id: 'standard', title: '名称', keys: [standard, both(standard, county)] },
  { id: 'core', title: '字号和行业', keys: narrowing(core) },
  { id: 'organisation', title: '组织机构代码', keys: [organisation, both(organisation, brand)], byAnchor: true },
  { id: 'registration', title: '注册号', keys: [registration, both(registration, brand)], byAnchor: true },
  { id: 'brand', title: '字号', keys: narrowing(brand), most: FEW },
  { id: 'sound', title: '字号读音', keys: narrowing(sound), most: FEW },
  { id: 'shape', title: '字号字形', keys: narrowing(shape), most: FEW },
  {
    id: 'seat',
    title: '门牌或房间',
    most: SOME,
    keys: [seat, both(seat, county), both(seat, brand), both(both(seat, brand), branch)],
  },
  { id: 'line', title: '路名和行业', keys: [both(line, trade), both(both(line, trade), county)], most: FEW },
  { id: 'head', title: '字号前两字和行业', keys: [head, both(head, county)], most: FEW },
  { id: 'tail', title: '字号后两字和行业', keys: [tail, both(tail, county)], most: FEW },
  { id: 'code_head', title: '信用代码前段', keys: [codeHead, both(codeHead, trade)], byAnchor: true },
  { id: 'code_tail', title: '信用代码后段', keys: [codeTail, both(codeTail, city)], byAnchor: true },
  ...aliasRules(),
];
