import '../census.css';
import { call, useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, Page, placeOf, ProblemAlert, type ScreenProps } from '@jianjia/ui';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Segmented, Typography } from 'antd';
import { classifyList, type GapTable, showGaps } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { copy } from './copy.ts';
import { Counts, Totals } from './counts.tsx';
import { GapMap } from './gap-map.tsx';
import type { search as schema } from './search.ts';

const VIEWS = Object.entries(copy.views).map(([value, label]) => ({ value, label }));

/** Coverage and gaps of a place: numbers, by division, by industry, on a map. */
export default function GapsPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { view = 'division', ...asked } = search;
  const query = useAnswer(showGaps, { query: asked }, { keep: true });
  const table = query.data;
  const { as_of } = asked;
  const above = table?.above.map(({ code, name }) => ({
    title: name,
    to: placeOf('/census/gaps', { division: code, as_of }),
  }));
  return (
    <Page
      title={table?.division ? `${copy.title}：${table.division.name}` : copy.title}
      lead={copy.lead}
      crumbs={[{ title: copy.census, to: '/census' }, ...(above ?? [])]}
    >
      <CensusNav here="/census/gaps" />
      <Asked query={query} rows={10}>
        {(answer) =>
          answer.total.open + answer.total.closed === 0 ? (
            <Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>
          ) : (
            <>
              <Totals total={answer.total} where={{ division: answer.division?.code, as_of }} />
              <Classified table={answer} />
              <Segmented
                aria-label={copy.title}
                options={VIEWS}
                value={view}
                onChange={(value) => setSearch({ view: value as typeof view })}
                style={{ marginBottom: 12 }}
              />
              {view === 'division' && (
                <Counts rows={answer.divisions} by="division" where={{ as_of }} itself={answer.division?.code} />
              )}
              {view === 'industry' && (
                <Counts rows={answer.industries} by="industry" where={{ division: answer.division?.code, as_of }} />
              )}
              {view === 'map' && <GapMap table={answer} onSelect={(division) => setSearch({ division })} />}
            </>
          )
        }
      </Asked>
    </Page>
  );
}

/** When the employers were classified, and the way to do it anew. */
function Classified({ table }: { readonly table: GapTable }) {
  const again = useMutation({ mutationFn: () => call(classifyList, {}) });
  const { unclassified, classified_at: at, can } = table;
  return (
    <Flex vertical gap={8} style={{ marginBottom: 12 }}>
      {unclassified > 0 && <Alert type="info" showIcon title={copy.unclassified(countText(unclassified))} />}
      {again.isError && <ProblemAlert problem={again.error} />}
      {again.isSuccess && (
        <Alert type="success" showIcon title={again.data.started ? copy.classifying : copy.alreadyClassifying} />
      )}
      <Flex gap={12} align="center" wrap>
        {can.classify && (
          <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
            {copy.classify}
          </Button>
        )}
        {at !== null && (
          <Typography.Text type="secondary">{copy.classifiedAt(new Date(at).toLocaleString('zh-CN'))}</Typography.Text>
        )}
      </Flex>
    </Flex>
  );
}
