import { pinyin } from 'pinyin-pro';

/** First letters of the pinyin of a name, as somebody types them; `-` for a name that has none. */
export function initialsOf(name: string): string {
  const letters = pinyin(name.normalize('NFKC'), {
    type: 'array',
    toneType: 'none',
    pattern: 'first',
    nonZh: 'spaced',
  });
  const typed = letters
    .filter((one) => /^[a-z0-9]$/i.test(one))
    .join('')
    .toLowerCase();
  return typed === '' ? '-' : typed;
}
