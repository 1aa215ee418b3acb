import { RightOutlined } from '@ant-design/icons';
import { PlaceLink, placeOf } from '@jianjia/ui';
import { Card, Flex, Typography } from 'antd';
import type { SchemeCard } from '../../contract/index.ts';
import { CoverageBar } from '../parts/coverage.tsx';
import { Kind } from '../parts/kind.tsx';
import { KIND_ORDER } from '../parts/words.ts';

interface Props {
  readonly card: SchemeCard;
  readonly asOf: string | undefined;
}

/** One scheme in the list. */
export function SchemeCardView({ card, asOf }: Props) {
  const path = `/schemes/${encodeURIComponent(card.id)}`;
  const place = (more: Readonly<Record<string, string>> = {}) => placeOf(path, { ...more, as_of: asOf });
  const issued = card.issued_on === null ? '' : ` · ${card.issued_on} 印发`;
  return (
    <Card className="scheme-card">
      <h2>
        <PlaceLink to={place()}>{card.title}</PlaceLink>
      </h2>
      <Typography.Paragraph type="secondary">
        {card.issuer} · 版本 {card.version}
        {issued}
      </Typography.Paragraph>
      <Flex wrap gap="4px 16px" className="scheme-kinds">
        {KIND_ORDER.filter((kind) => card.kinds[kind] > 0).map((kind) => (
          <Kind key={kind} kind={kind} count={card.kinds[kind]} />
        ))}
      </Flex>
      <CoverageBar coverage={card.coverage} />
      <ul className="scheme-tracks" aria-label="适用对象">
        {card.tracks.map((track) => (
          <li key={track.id}>
            <PlaceLink to={place({ track: track.id })}>
              <span>{track.title}</span>
              <span className="scheme-count">
                {track.items} 条 <RightOutlined aria-hidden />
              </span>
            </PlaceLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
