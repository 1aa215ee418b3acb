/** Positions of keys in their order, given positions already ordered by lesser keys: a stable radix sort by 16 bits. */
export function orderedBy(keys: Uint32Array, positions: Uint32Array): Uint32Array {
  let from: Uint32Array = positions;
  let to: Uint32Array = new Uint32Array(positions.length);
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65_537);
    for (const key of keys) {
      const digit = ((key >>> shift) & 0xffff) + 1;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    if (starts.includes(keys.length)) continue;
    for (let digit = 1; digit < starts.length; digit++) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    for (const position of from) {
      const digit = ((keys[position] ?? 0) >>> shift) & 0xffff;
      const place = starts[digit] ?? 0;
      starts[digit] = place + 1;
      to[place] = position;
    }
    [from, to] = [to, from === positions ? new Uint32Array(positions.length) : from];
  }
  return from;
}

/** 0, 1, 2 … */
export function positions(count: number): Uint32Array {
  const all = new Uint32Array(count);
  for (let index = 0; index < count; index++) all[index] = index;
  return all;
}
