/** A run of characters that the other text has too, or has not. */
export interface Run {
  readonly text: string;
  readonly common: boolean;
}

/** Longer texts are compared as wholes: the table below grows with the product of their lengths. */
const LONGEST = 300;

/**
 * Two texts with what they have in common and what not, character by character: a longest common subsequence
 * (Hunt & McIlroy 1976). Width, case and blanks do not count as differences.
 */
export function differences(left: string, right: string): readonly [readonly Run[], readonly Run[]] {
  const [a, b] = [[...left], [...right]];
  if (a.length > LONGEST || b.length > LONGEST) {
    return [[{ text: left, common: left === right }], [{ text: right, common: left === right }]];
  }
  const [keptA, keptB] = commonPlaces(a.map(plain), b.map(plain));
  return [runs(a, keptA), runs(b, keptB)];
}

function plain(character: string): string {
  return character.normalize('NFKC').toUpperCase();
}

function commonPlaces(a: readonly string[], b: readonly string[]): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const [keptA, keptB] = [new Set<number>(), new Set<number>()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      keptA.add(i++);
      keptB.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [keptA, keptB];
}

function runs(characters: readonly string[], kept: ReadonlySet<number>): readonly Run[] {
  const found: { text: string; common: boolean }[] = [];
  for (const [index, character] of characters.entries()) {
    const common = kept.has(index) || character.trim() === '';
    const last = found.at(-1);
    if (last?.common === common) last.text += character;
    else found.push({ text: character, common });
  }
  return found;
}
