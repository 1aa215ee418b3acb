import { useAnswer } from '@jianjia/client';
import { Asked, Page, type ScreenProps } from '@jianjia/ui';
import { Card, Col, Drawer, Grid, Row } from 'antd';
import { listBelow, showUnion } from '../../contract/tree.ts';
import { copy } from './copy.ts';
import { Finds } from './finds.tsx';
import { HeadPanel } from './head-panel.tsx';
import { SearchBox } from './search-box.tsx';
import type { search as schema } from './search.ts';
import './tree.css';
import { UnionTree } from './union-tree.tsx';
import { useSpace } from './use-space.ts';

/** The unions within sight, from the uppermost down to the groups, and the one that is chosen. */
export default function TreePage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { as_of: asOf, q } = search;
  const isWide = Grid.useBreakpoint().lg === true;
  const height = useSpace(isWide ? 280 : 250);
  const at = useAt(search);
  const head = useAnswer(
    showUnion,
    { params: { code: at ?? '-' }, query: { as_of: asOf } },
    { enabled: at !== undefined, keep: true },
  );
  const path = head.data && head.data.code === at ? [...head.data.above, head.data] : [];
  const choose = (code: string) => setSearch({ at: code, panel: 'open' });
  const panel = (
    <Asked query={head} rows={8}>
      {(union) => <HeadPanel head={union} asOf={asOf} />}
    </Asked>
  );
  return (
    <Page title={copy.title} lead={copy.lead}>
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={15} xl={16}>
          <Card size="small">
            <SearchBox
              q={q ?? ''}
              onSearch={(text) => setSearch({ q: text === '' ? undefined : text }, { replace: true })}
            />
            {q !== undefined && q.trim() !== '' ? (
              <Finds q={q} asOf={asOf} height={height} />
            ) : (
              <UnionTree asOf={asOf} at={at} path={path} height={height} onChoose={choose} />
            )}
          </Card>
        </Col>
        {isWide && (
          <Col lg={9} xl={8}>
            <Card size="small" role="region" aria-label={copy.panel}>
              {at === undefined ? copy.choose : panel}
            </Card>
          </Col>
        )}
      </Row>
      {!isWide && (
        <Drawer
          title={copy.panel}
          placement="bottom"
          size={420}
          open={search.panel === 'open' && at !== undefined}
          onClose={() => setSearch({ panel: undefined }, { replace: true })}
        >
          {panel}
        </Drawer>
      )}
    </Page>
  );
}

/** The chosen union; without a choice the uppermost, where there is one alone. */
function useAt({ at, as_of: asOf }: ScreenProps<typeof schema>['search']): string | undefined {
  const top = useAnswer(listBelow, { query: { limit: 100, as_of: asOf } });
  if (at !== undefined) return at;
  return top.data?.unions.length === 1 ? top.data.unions[0]?.code : undefined;
}
