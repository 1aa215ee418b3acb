/** An exact threshold, `p / q`. */
export interface Fraction {
  readonly p: number;
  readonly q: number;
}

/** One comparison of a criterion: with any of its thresholds it holds. */
export interface Check {
  /** `>=`, `<=`, `>`, `<` or `=`. */
  readonly op: string;
  readonly thresholds: readonly Fraction[];
}

/** By how many whole units a numerator must change, its denominator being what it is. */
export interface Shortfall {
  readonly way: 'more' | 'fewer';
  readonly amount: number;
}

/**
 * The smallest whole change of the numerator after which every check holds; null where none is known: they hold already,
 * nothing is counted over, or no whole change will do. Exact as the verdicts are: n·q is compared with p·d.
 */
export function shortfall(numerator: number, denominator: number, checks: readonly Check[]): Shortfall | null {
  if (!(denominator > 0) || checks.length === 0 || allHold(numerator, denominator, checks)) return null;
  const bounds = checks.flatMap(({ thresholds }) => thresholds);
  const changes = bounds.flatMap((bound) => candidates(numerator, denominator, bound));
  const good = changes
    .filter(({ way, amount }) => amount > 0 && allHold(moved(numerator, way, amount), denominator, checks))
    .toSorted(
      (left, right) => left.amount - right.amount || Number(right.way === 'more') - Number(left.way === 'more'),
    );
  return good.find(({ way, amount }) => moved(numerator, way, amount) >= 0) ?? null;
}

/** The numerator after a change. */
export function moved(numerator: number, way: Shortfall['way'], amount: number): number {
  return way === 'more' ? numerator + amount : numerator - amount;
}

/** To the threshold and one past it, from either side: one of these is the smallest change, if there is any. */
function candidates(n: number, d: number, { p, q }: Fraction): readonly Shortfall[] {
  const up = p * d - n * q;
  const to = (way: Shortfall['way'], gap: number): Shortfall[] => {
    if (gap < 0) return [];
    const whole = (gap - (gap % q)) / q;
    return [whole, whole + 1].map((amount) => ({ way, amount }));
  };
  return [...to('more', up), ...to('fewer', -up)];
}

/** Whether `n / d` holds against every check. */
export function allHold(n: number, d: number, checks: readonly Check[]): boolean {
  return checks.every(({ op, thresholds }) => thresholds.some(({ p, q }) => holds(n * q, op, p * d)));
}

function holds(left: number, op: string, right: number): boolean {
  if (op === '>=') return left >= right;
  if (op === '<=') return left <= right;
  if (op === '>') return left > right;
  return op === '<' ? left < right : left === right;
}
