import { verdictTitles, verdictOrder, type Verdict } from '@jianjia/ui';
import { Button } from 'antd';
import { copy } from './copy.ts';
import type { Standard } from './types.ts';

interface Props {
  readonly counts: Standard['counts'];
  readonly show: Verdict | undefined;
  readonly onShow: (show: Verdict | undefined) => void;
}

/** Which verdictOrder the list shows: all, or one of those that there are. */
export function Filter({ counts, show, onShow }: Props) {
  const total = verdictOrder.reduce((sum, verdict) => sum + counts[verdict], 0);
  const choice = (verdict: Verdict | undefined, title: string, count: number) => (
    <Button
      key={title}
      size="small"
      type={show === verdict ? 'primary' : 'default'}
      aria-pressed={show === verdict}
      onClick={() => onShow(verdict)}
    >
      {title} {count}
    </Button>
  );
  return (
    <div className="filter" role="group" aria-label={copy.filter}>
      {choice(undefined, copy.all, total)}
      {verdictOrder
        .filter((verdict) => counts[verdict] > 0)
        .map((verdict) => choice(verdict, verdictTitles[verdict], counts[verdict]))}
    </div>
  );
}
