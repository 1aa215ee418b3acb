/** The word at `offset` of the row at `at`. */
export function wordOf(words: Uint32Array, at: number, offset: number): number {
  return words[at + offset] ?? 0;
}

/** Whether both rows have the word, and the same. */
export function sameWord(a: Uint32Array, i: number, b: Uint32Array, j: number, offset: number): boolean {
  const word = a[i + offset] ?? 0;
  return word !== 0 && word === b[j + offset];
}

/** Whether one of the rows lacks the word. */
export function lacksWord(a: Uint32Array, i: number, b: Uint32Array, j: number, offset: number): boolean {
  return a[i + offset] === 0 || b[j + offset] === 0;
}
