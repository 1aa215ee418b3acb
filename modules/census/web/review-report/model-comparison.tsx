import { countText } from '@jianjia/ui';
import { Typography } from 'antd';
import { useMemo } from 'react';
import type { LinkageModel } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { Bins } from './reliability.tsx';
import { ReliabilityChart } from './reliability-chart.tsx';

/** A learned model beside the one it was learned from, on settled pairs that it did not see. */
export function Comparison({ model: { before, after } }: { readonly model: LinkageModel }) {
  const curves = useMemo(
    () => [
      { name: copy.before, bins: before.bins },
      { name: copy.after, bins: after.bins },
    ],
    [before, after],
  );
  return (
    <>
      <Typography.Paragraph type="secondary">{copy.heldOut(countText(after.pairs))}</Typography.Paragraph>
      <ReliabilityChart curves={curves} label={copy.comparison} />
      <details>
        <summary>{copy.asTable}</summary>
        <h3 className="census-title">{copy.before}</h3>
        <Bins bins={before.bins} />
        <h3 className="census-title">{copy.after}</h3>
        <Bins bins={after.bins} />
      </details>
    </>
  );
}
