/** A judgement may name the indicator by its path, or by the path inside the scheme. */
export function judgementKeys(scheme: string, indicator: string): readonly string[] {
  const inside = indicator.slice(scheme.length + 1);
  return [indicator, inside, inside.slice(inside.indexOf('.') + 1)];
}
