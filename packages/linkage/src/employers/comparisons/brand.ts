import { isSubsequence, withinOneEdit, type Packed } from '../../spec/edits.ts';
import type { Comparison } from '../../spec/spec.ts';
import { AT } from '../layout.ts';
import { isAlias } from './alias.ts';
import { sameWord, wordOf } from './words.ts';

/**
 * Rows of both registers that carry a brand, or a brand with its trade, up to which it is rare, and so on: by the number
 * of rows and not by their share, for it is the number of others it may be taken for that counts.
 */
const COMMON_CORE: readonly number[] = [2, 4, 12, 50];
const COMMON_BRAND: readonly number[] = [4, 60];
/** A brand whose sound so few rows have is hardly the like-sounding brand of another. */
const RARE_SOUND = 4;

const LEVELS = [
  { id: 'core_rare', title: '与行业一起相同，没有别的单位用' },
  { id: 'core_uncommon', title: '与行业一起相同，很少见' },
  { id: 'core_some', title: '与行业一起相同，少见' },
  { id: 'core_common', title: '与行业一起相同，较多见' },
  { id: 'core_everyday', title: '与行业一起相同，很多见' },
  { id: 'alias', title: '与曾用名或简称相同' },
  { id: 'rare', title: '相同，少见' },
  { id: 'common', title: '相同，较多见' },
  { id: 'everyday', title: '相同，很多见' },
  { id: 'sound_rare', title: '同音，少见' },
  { id: 'sound', title: '同音' },
  { id: 'shape', title: '形近' },
  { id: 'edit', title: '只差一字' },
  { id: 'half', title: '两字中有一字相同' },
  { id: 'contained', title: '一个包含另一个' },
  { id: 'unknown', title: '没有字号' },
  { id: 'different', title: '不同' },
] as const;

type LevelId = (typeof LEVELS)[number]['id'];
const LEVEL = Object.fromEntries(LEVELS.map(({ id }, index) => [id, index])) as Record<LevelId, number>;

/**
 * The levels of rows by how common their brand with its trade, their brand and its sound are: a row whose brand many have
 * is nowhere taken for the one that has it. A row of the other register may be counted later, when there are more of them.
 */
const REACH = COMMON_CORE.concat(Infinity).map((_core, core) =>
  COMMON_BRAND.concat(Infinity).map((_brand, brand) =>
    [true, false].map((isRareSound) =>
      LEVELS.map((_level, index) => index).filter(
        (level) =>
          (level >= LEVEL.core_rare + core || level > LEVEL.core_everyday) &&
          (level <= LEVEL.alias || level >= LEVEL.rare + brand) &&
          (level !== LEVEL.sound_rare || isRareSound),
      ),
    ),
  ),
);

/** 字号: what tells one employer of a place and a trade from another, the more the fewer rows carry it. */
export const brand: Comparison = {
  id: 'brand',
  title: '字号',
  levels: LEVELS,
  shown: (record) => record.name,
  reach(words, at) {
    const core = commonness(COMMON_CORE, wordOf(words, at, AT.coreCount));
    const brand = commonness(COMMON_BRAND, wordOf(words, at, AT.brandCount));
    return REACH[core]?.[brand]?.[wordOf(words, at, AT.soundCount) <= RARE_SOUND ? 0 : 1] ?? null;
  },
  compare(a, i, b, j) {
    if (sameWord(a, i, b, j, AT.core)) {
      return LEVEL.core_rare + commonness(COMMON_CORE, wordOf(a, i, AT.coreCount));
    }
    if (isAlias(a, i, b, j)) return LEVEL.alias;
    if (sameWord(a, i, b, j, AT.brand)) return LEVEL.rare + commonness(COMMON_BRAND, wordOf(a, i, AT.brandCount));
    if (wordOf(a, i, AT.brand) === 0 || wordOf(b, j, AT.brand) === 0) return LEVEL.unknown;
    if (sameWord(a, i, b, j, AT.sound)) {
      return wordOf(a, i, AT.soundCount) <= RARE_SOUND ? LEVEL.sound_rare : LEVEL.sound;
    }
    if (sameWord(a, i, b, j, AT.shape)) return LEVEL.shape;
    if (withinOneEdit(coreOf(a, i), coreOf(b, j))) return LEVEL.edit;
    return byCharacters(brandOf(a, i), brandOf(b, j));
  },
};

function commonness(bounds: readonly number[], count: number): number {
  let index = 0;
  while (index < bounds.length && count > (bounds[index] ?? 0)) index++;
  return index;
}

function byCharacters(first: Packed, second: Packed): number {
  if (withinOneEdit(first, second)) {
    const [shorter, longer] = [Math.min(first.length, second.length), Math.max(first.length, second.length)];
    if (shorter >= 3 || (longer === 3 && shorter === 2)) return LEVEL.edit;
    return longer === 2 ? LEVEL.half : LEVEL.contained;
  }
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  return shorter.length >= 2 && isSubsequence(shorter, longer) ? LEVEL.contained : LEVEL.different;
}

function brandOf(row: Uint32Array, at: number): Packed {
  return { row, at: at + AT.coreText, from: 0, length: wordOf(row, at, AT.brandLength) };
}

function coreOf(row: Uint32Array, at: number): Packed {
  return { row, at: at + AT.coreText, from: 0, length: wordOf(row, at, AT.coreLength) };
}
