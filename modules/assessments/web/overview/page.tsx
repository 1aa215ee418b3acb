import { useAnswer } from '@jianjia/client';
import { Asked, Nothing, Page, PlaceLink, placeOf, type ScreenProps, WhenSeen } from '@jianjia/ui';
import { Alert, Col, Row, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { overviewFigures, overviewShares } from '../../contract/overview.ts';
import { ChangesCard } from './changes-card.tsx';
import { copy } from './copy.ts';
import { ExpiringCard } from './expiring-card.tsx';
import { FigureCards } from './figures.tsx';
import { HistoryCard } from './history-card.tsx';
import './overview.css';
import { ReachCard } from './reach-card.tsx';
import type { Place, search as schema } from './search.ts';

// Tables and fields are heavy, and not needed for the first sight.
const BlockersCard = lazy(() => import('./blockers-card.tsx'));
const SplitCard = lazy(() => import('./split-card.tsx'));
const SchemeChoice = lazy(() => import('./scheme-choice.tsx'));

/** A jurisdiction at a glance; each part asks for itself, so that none waits for another. */
export default function OverviewPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { at, as_of, scheme } = search;
  const place: Place = { at, as_of };
  const figures = useAnswer(overviewFigures, { query: { ...place } });
  const told = figures.data;
  const isEmpty = told?.unions.total === 0;
  return (
    <Page
      title={told?.name ? `${told.name}${copy.title}` : copy.title}
      lead={told ? copy.lead(told.as_of) : copy.leadWaiting}
      extra={<Choices place={place} scheme={scheme} onScheme={(chosen) => setSearch({ scheme: chosen })} />}
    >
      <div className="overview">
        <Asked query={figures} rows={3}>
          {(answer) =>
            isEmpty ? (
              <Nothing title={copy.empty}>{copy.emptyHelp}</Nothing>
            ) : (
              <FigureCards figures={answer} place={place} />
            )
          }
        </Asked>
        {told?.unions.only && <Alone union={told.unions.only} asOf={as_of} />}
        {!isEmpty && (
          <Row gutter={[16, 16]}>
            <Col xs={24} xl={12}>
              <div className="overview-column">
                <ReachCard place={place} scheme={scheme} />
                <ExpiringCard place={place} />
              </div>
            </Col>
            <Col xs={24} xl={12}>
              <div className="overview-column">
                <ChangesCard place={place} scheme={scheme} />
                <HistoryCard place={place} scheme={scheme} />
              </div>
            </Col>
            <Col xs={24}>
              <WhenSeen rows={10}>
                <BlockersCard place={place} scheme={scheme} />
              </WhenSeen>
            </Col>
            {told?.unions.only === null && (
              <Col xs={24}>
                <WhenSeen>
                  <SplitCard
                    place={place}
                    scheme={scheme}
                    by={search.by ?? 'kind'}
                    onChoose={(by) => setSearch({ by })}
                  />
                </WhenSeen>
              </Col>
            )}
          </Row>
        )}
      </div>
    </Page>
  );
}

interface ChoicesProps {
  readonly place: Place;
  readonly scheme: string | undefined;
  readonly onScheme: (scheme: string | undefined) => void;
}

/** Which standard, and the way to another union. */
function Choices({ place, scheme, onScheme }: ChoicesProps) {
  const { data } = useAnswer(overviewShares, { query: { ...place, by: 'scheme' } });
  const titles = new Map(data?.rows.map((row) => [row.scheme, row.scheme_title]));
  return (
    <div className="overview-choices">
      <Suspense fallback={<Skeleton.Button active style={{ width: 160 }} />}>
        <SchemeChoice scheme={scheme} titles={titles} onScheme={onScheme} />
      </Suspense>
      <PlaceLink to={placeOf('/tree', { ...place })}>{copy.otherPlace}</PlaceLink>
    </div>
  );
}

/** Where there is one union only, its own page says more. */
function Alone({ union, asOf }: { readonly union: string; readonly asOf: string | undefined }) {
  const to = placeOf(`/unions/${encodeURIComponent(union)}`, { as_of: asOf });
  return <Alert type="info" showIcon title={copy.alone} action={<PlaceLink to={to}>{copy.openUnion}</PlaceLink>} />;
}
