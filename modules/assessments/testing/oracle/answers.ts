/**
 * What a measure says of a union: a number, a yes or no, or that the registers named cannot tell. Numerator and
 * denominator are whole; they are `scale` times what is shown (1 where it is left out).
 */
export type Answer =
  | {
      readonly known: true;
      readonly value: number;
      readonly numerator?: bigint;
      readonly denominator?: bigint;
      readonly scale?: number;
    }
  | { readonly known: false; readonly missing: readonly string[] };

export function number(value: number): Answer {
  return { known: true, value };
}

export function yes(holds: boolean): Answer {
  return number(holds ? 1 : 0);
}

export function unknown(...missing: readonly string[]): Answer {
  return { known: false, missing };
}

/** A rate; one without a base is unknown, never 0 and never 100 %. */
export function rate(numerator: number | bigint, denominator: number | bigint, ...missing: readonly string[]): Answer {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  if (below === 0n) return unknown(...missing);
  return { known: true, value: Number(above) / Number(below), numerator: above, denominator: below };
}
