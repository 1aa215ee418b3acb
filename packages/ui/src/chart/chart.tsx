import { lazy, Suspense } from 'react';
import { Skeleton } from 'antd';
import type { ChartMap, ChartOption } from './option.ts';

const Drawn = lazy(() => import('./drawn.tsx'));

interface Props {
  readonly option: ChartOption;
  /** What the chart shows, in one sentence: read aloud in its place. */
  readonly label: string;
  /** Pixels. */
  readonly height: number;
  readonly onSelect?: (name: string) => void;
  /** Of a series of type `map`. */
  readonly map?: ChartMap;
}

/** A chart; the library comes when the first one is shown. The same numbers stand beside it as a table or words. */
export function Chart(props: Props) {
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: props.height }} />}>
      <Drawn {...props} />
    </Suspense>
  );
}
