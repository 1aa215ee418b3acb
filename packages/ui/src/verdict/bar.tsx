import { type Verdict, verdictTitles } from '@jianjia/rules/words';
import { verdictColour, verdictOrder } from './words.ts';
import { VerdictTag } from './tag.tsx';

interface Props {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Narrow: the bar alone, the numbers in its description. */
  readonly compact?: boolean;
}

const ORDER: readonly Verdict[] = ['met', 'unmet', 'unknown', 'pending', 'not_applicable'];

/** How verdictOrder fall, as one bar with the numbers in words below it. */
export function VerdictBar({ counts, compact = false }: Props) {
  const total = verdictOrder.reduce((sum, verdict) => sum + counts[verdict], 0);
  const told = ORDER.filter((verdict) => counts[verdict] > 0);
  const words = told.map((verdict) => `${verdictTitles[verdict]} ${counts[verdict]}`).join('，');
  return (
    <div>
      <div className="verdict-bar" role="img" aria-label={total === 0 ? '没有结论' : words}>
        {told.map((verdict) => (
          <span key={verdict} style={{ flexGrow: counts[verdict], background: verdictColour(verdict) }} />
        ))}
      </div>
      {!compact && (
        <div className="verdict-bar-words">
          {told.map((verdict) => (
            <VerdictTag key={verdict} verdict={verdict} count={counts[verdict]} />
          ))}
        </div>
      )}
    </div>
  );
}
