import { numberText, verdictColour } from '@jianjia/ui';
import type { Item } from './types.ts';

const BOUNDS = { at_least: '要求', at_most: '不超过', other: '要求' } as const;

type Shown = Pick<Item, 'verdict' | 'value' | 'numerator' | 'denominator' | 'unit' | 'threshold' | 'bound'>;

/** A value against its threshold: a bar with the mark, and the numbers in words. */
export function Threshold({ of }: { readonly of: Shown }) {
  const { value, numerator, denominator, unit, threshold, bound } = of;
  if (value === null) return null;
  const asked = threshold === null ? null : `${BOUNDS[bound ?? 'other']} ${numberText(threshold, unit)}`;
  return (
    <div className="threshold">
      {threshold !== null && unit !== '是否' && <Bar {...of} value={value} threshold={threshold} />}
      <span>
        <b>{numberText(value, unit)}</b>
        {asked !== null && <span className="quiet"> / {asked}</span>}
      </span>
      {numerator !== null && denominator !== null && (
        <small className="quiet">
          {numberText(numerator, null)} ÷ {numberText(denominator, null)}
        </small>
      )}
    </div>
  );
}

/** The words beside it say the same; the bar is for the eye only. */
function Bar({ verdict, value, threshold, unit }: Shown & { readonly value: number; readonly threshold: number }) {
  const most = unit === '%' ? Math.max(1, value, threshold) : Math.max(value, threshold, 1) * 1.1;
  const share = (part: number) => `${Math.min(100, Math.max(0, (part / most) * 100))}%`;
  return (
    <div className="threshold-bar" aria-hidden>
      <span style={{ width: share(value), background: verdictColour(verdict) }} />
      <i style={{ insetInlineStart: share(threshold) }} />
    </div>
  );
}
