import { pinyin } from 'pinyin-pro';

/** How a name is spelled, as `organisations.search_key` keeps it. */
export interface PinyinKey {
  /** Syllables, each after a space. */
  readonly pinyin: string;
  /** The first letter of each. */
  readonly initials: string;
}

/**
 * Spells a name (folded, see organisations.search_fold) by the words its characters stand in: 重 is chóng in 重庆 and
 * zhòng in 重型. Letters and digits count as syllables of their own; ü is written v, as on keyboards.
 */
export function pinyinKey(name: string): PinyinKey {
  const syllables = pinyin(name, { type: 'array', toneType: 'none', v: true, nonZh: 'spaced' }).filter((one) =>
    /^[a-z0-9]+$/.test(one),
  );
  return {
    pinyin: syllables.map((one) => ` ${one}`).join(''),
    initials: syllables.map((one) => one.charAt(0)).join(''),
  };
}
