import { useAnswer } from '@jianjia/client';
import { Asked } from '@jianjia/ui';
import { Button, Drawer, Grid, Space } from 'antd';
import { explainItem } from '../../contract/checklist.ts';
import { copy } from './copy.ts';
import { Explained } from './explained.tsx';

interface Props {
  readonly union: string;
  /** The item that is open; none: the drawer is closed. */
  readonly indicator: string | undefined;
  /** Those that are shown in the list, in its order. */
  readonly indicators: readonly string[];
  readonly asOf: string | undefined;
  readonly fact: string | undefined;
  readonly onFact: (fact: string | undefined) => void;
  readonly onItem: (indicator: string | undefined) => void;
}

/** One item beside the list; on a phone it takes the whole page. */
export function ItemDrawer({ union, indicator, indicators, asOf, fact, onFact, onItem }: Props) {
  const { md } = Grid.useBreakpoint();
  const at = indicators.indexOf(indicator ?? '');
  const [previous, next] = [indicators[at - 1], at < 0 ? undefined : indicators[at + 1]];
  return (
    <Drawer
      open={indicator !== undefined}
      onClose={() => onItem(undefined)}
      size={md === false ? '100%' : 560}
      title={at < 0 ? '条目' : `第 ${at + 1} 条，共 ${indicators.length} 条`}
      destroyOnHidden
      extra={
        <Space>
          <Button size="small" disabled={previous === undefined} onClick={() => onItem(previous)}>
            {copy.previous}
          </Button>
          <Button size="small" disabled={next === undefined} onClick={() => onItem(next)}>
            {copy.next}
          </Button>
        </Space>
      }
    >
      {indicator !== undefined && <Content {...{ union, indicator, asOf, fact, onFact }} />}
    </Drawer>
  );
}

type ContentProps = Pick<Props, 'union' | 'asOf' | 'fact' | 'onFact'> & { readonly indicator: string };

function Content({ union, indicator, asOf, fact, onFact }: ContentProps) {
  const query = useAnswer(explainItem, { params: { code: union, indicator }, query: { as_of: asOf } });
  return (
    <Asked query={query} rows={8}>
      {(told) => <Explained {...{ told, asOf, fact, onFact }} />}
    </Asked>
  );
}
