import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { type AnswerOf, useAnswer } from '@jianjia/client';
import { Asked, countText, PlaceLink } from '@jianjia/ui';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import { overviewChanges } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import { unionList } from './links.ts';
import type { Place } from './search.ts';

type Changes = AnswerOf<typeof overviewChanges>;

/** What is different from the last month end. */
export function ChangesCard({ place, scheme }: { readonly place: Place; readonly scheme: string | undefined }) {
  const query = useAnswer(overviewChanges, { query: { ...place } });
  return (
    <Card size="small" title={copy.changes}>
      <Asked query={query} rows={4}>
        {(changes) => <Told changes={changes} place={place} scheme={scheme} />}
      </Asked>
    </Card>
  );
}

function Told({ changes, place, scheme }: { changes: Changes; place: Place; scheme: string | undefined }) {
  const { since, computed_on, founded, dissolved } = changes;
  const schemes = changes.schemes.filter((one) => scheme === undefined || one.scheme === scheme);
  const flipped = (id: string, how: 'gained' | 'lost') => unionList(place, { scheme: id, flipped: how, since });
  return (
    <>
      <p className="overview-note">{computed_on === null ? copy.changesMissing(since) : copy.changesSince(since)}</p>
      <ul className="overview-changes">
        {schemes.map((one) => (
          <li key={one.scheme}>
            <span>{one.title}</span>
            <span>
              <Count
                icon={<ArrowUpOutlined />}
                tone="met"
                text={copy.gained}
                count={one.newly_reached}
                to={flipped(one.scheme, 'gained')}
              />
              <Count
                icon={<ArrowDownOutlined />}
                tone="unmet"
                text={copy.lost}
                count={one.no_longer_reached}
                to={flipped(one.scheme, 'lost')}
              />
            </span>
          </li>
        ))}
        <li>
          <span>{copy.unions}</span>
          <span>
            <Count
              icon={<PlusOutlined />}
              text={copy.founded}
              count={founded}
              to={unionList(place, { founded_since: since })}
            />
            <Count
              icon={<MinusOutlined />}
              text={copy.dissolved}
              count={dissolved}
              to={unionList(place, { dissolved_since: since })}
            />
          </span>
        </li>
      </ul>
    </>
  );
}

interface CountProps {
  readonly icon: ReactNode;
  readonly text: string;
  readonly count: number;
  readonly to: string;
  readonly tone?: 'met' | 'unmet';
}

/** A change in icon, word and number; none opens no list. */
function Count({ icon, text, count, to, tone }: CountProps) {
  const told = (
    <>
      {icon} {text} <b>{countText(count)}</b>
    </>
  );
  if (count === 0) return <span className="overview-count">{told}</span>;
  const style = tone ? { color: `var(--verdict-${tone})` } : {};
  return (
    <PlaceLink to={to} className="overview-count" style={style}>
      {told}
    </PlaceLink>
  );
}
