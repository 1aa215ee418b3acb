/**
 * Whether a reason tells who the person is: the name, or eight digits in a row, which may be part of a number. Reasons
 * are kept in the journal for ever, and erasure cannot reach them there.
 */
export function tellsPerson(reason: string, name: string): boolean {
  const text = folded(reason);
  const sought = folded(name);
  // A name of one character is a surname and stands in many words.
  return /\d{8}/.test(text) || ([...sought].length > 1 && text.includes(sought));
}

/** One form for every way of writing: half width, without blanks, dashes and the dots of foreign names. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}·•.]/gu, '')
    .toLowerCase();
}
