/** Ways along the keyboard and the alphabet that fingers take by themselves. */
const WALKS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '!@#$%^&*()_+',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '147258369',
  '159357',
  '112233445566778899',
];
const WAYS = WALKS.flatMap((walk) => [walk, Array.from(walk).reverse().join('')]);

/** Whether a text is nothing but steps of such ways, of three characters or more each, four pieces at most. */
export function isWalk(text: string): boolean {
  let rest = text;
  for (let piece = 0; rest.length > 0 && piece < 4; piece += 1) {
    const length = longestStep(rest);
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return rest.length === 0;
}

function longestStep(text: string): number {
  let longest = 0;
  for (const way of WAYS) {
    while (longest < text.length && way.includes(text.slice(0, longest + 1))) longest += 1;
  }
  return longest;
}

/** Whether a text is one short piece again and again: aaaaaaaaaa, abcabcabcabc, 12341234123. */
export function repeats(text: string): boolean {
  for (let period = 1; period <= Math.min(5, text.length / 2); period += 1) {
    if (Array.from(text).every((letter, at, all) => at < period || letter === all[at - period])) return true;
  }
  return false;
}
