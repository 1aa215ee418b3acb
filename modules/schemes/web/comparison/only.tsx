import { PlaceLink, placeOf } from '@jianjia/ui';
import { Collapse, Typography } from 'antd';
import type { Comparison } from '../../contract/index.ts';

interface Props {
  readonly comparison: Comparison;
  readonly asOf: string | undefined;
}

/** What one side alone asks. */
export function Only({ comparison, asOf }: Props) {
  const { sides, only } = comparison;
  const panels = only.flatMap(({ side, measures }) => {
    const at = sides.find(({ id }) => id === side);
    if (!at || measures.length === 0) return [];
    const path = `/schemes/${encodeURIComponent(at.scheme)}`;
    return {
      key: side,
      label: `${at.track === null ? at.issuer : at.title}：${measures.length} 个`,
      children: (
        <ul>
          {measures.map(({ measure, asks, item }) => (
            <li key={measure.id}>
              <PlaceLink to={placeOf(path, { item, as_of: asOf })}>{asks.join('；')}</PlaceLink>
            </li>
          ))}
        </ul>
      ),
    };
  });
  if (panels.length === 0) return null;
  return (
    <section className="compare-only">
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 24 }}>
        只有其中一个要求的指标
      </Typography.Title>
      <Collapse items={panels} />
    </section>
  );
}
