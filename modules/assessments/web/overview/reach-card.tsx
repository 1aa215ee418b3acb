import { useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, PlaceLink, Term } from '@jianjia/ui';
import { Card } from 'antd';
import { overviewShares } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import { unionList } from './links.ts';
import type { Place } from './search.ts';
import { ShareBar } from './share-bar.tsx';

/** The share of unions that reach their standard, per standard and track. */
export function ReachCard({ place, scheme }: { readonly place: Place; readonly scheme: string | undefined }) {
  const query = useAnswer(overviewShares, { query: { ...place, by: 'scheme' } });
  return (
    <Card size="small" title={<Term of="整体达标">{copy.reach}</Term>}>
      <Asked query={query} rows={6}>
        {({ rows }) => {
          const shown = rows.filter((row) => scheme === undefined || row.scheme === scheme);
          if (shown.length === 0) return <Nothing title={copy.reachEmpty}>{copy.reachEmptyHelp}</Nothing>;
          return [...Map.groupBy(shown, (row) => row.scheme)].map(([id, tracks]) => (
            <section key={id} className="overview-scheme">
              <h2>{tracks[0]?.scheme_title}</h2>
              <ul>
                {tracks.map((row) => {
                  const list = (reached?: string) =>
                    unionList(place, { scheme: row.scheme, track: row.track ?? undefined, reached });
                  return (
                    <li key={row.key}>
                      <div className="overview-track">
                        <PlaceLink to={list()}>{row.title}</PlaceLink>
                        <small>
                          {copy.reached} <PlaceLink to={list('true')}>{countText(row.reached)}</PlaceLink>
                          {' · '}
                          {copy.notReached}{' '}
                          <PlaceLink to={list('false')}>{countText(row.unions - row.reached)}</PlaceLink>
                        </small>
                      </div>
                      <ShareBar share={row.share} />
                    </li>
                  );
                })}
              </ul>
            </section>
          ));
        }}
      </Asked>
    </Card>
  );
}
