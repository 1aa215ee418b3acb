import { useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, PlaceLink } from '@jianjia/ui';
import { Card } from 'antd';
import { overviewExpiring } from '../../contract/expiring.ts';
import { copy } from './copy.ts';
import { expiringList } from './links.ts';
import type { Place } from './search.ts';

/** The columns of the matrix and what the list behind them is asked for. */
const COLUMNS = [
  ['within_30', '30'],
  ['within_60', '60'],
  ['within_90', '90'],
  ['over', 'over'],
] as const;

/** Terms, contracts and certificates that run out in 30, 60, 90 days, and those just over. */
export function ExpiringCard({ place }: { readonly place: Place }) {
  const query = useAnswer(overviewExpiring, { query: { ...place } });
  return (
    <Card size="small" title={copy.expiring}>
      <Asked query={query} rows={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing title={copy.expiringEmpty} />
          ) : (
            <table className="overview-numbers overview-matrix">
              <thead>
                <tr>
                  <th scope="col">{copy.what}</th>
                  {COLUMNS.map(([key]) => (
                    <th key={key} scope="col">
                      {copy.within[key]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.what}>
                    <th scope="row">{row.title}</th>
                    {COLUMNS.map(([key, within]) => (
                      <td key={key}>
                        {row[key] === 0 ? (
                          '0'
                        ) : (
                          <PlaceLink to={expiringList(place, row.what, within)}>{countText(row[key])}</PlaceLink>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </Card>
  );
}
