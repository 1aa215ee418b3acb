import { useAnswer } from '@jianjia/client';
import { Asked } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { Nothing } from '@jianjia/ui';
import { useMemo } from 'react';
import { type Boundaries, type GapTable, showBoundaries } from '../../contract/index.ts';
import { copy } from './copy.ts';

interface Props {
  readonly table: GapTable;
  readonly onSelect: (code: string) => void;
}

/** Employers that should have a union and have none, on the map of a place, where its boundaries were supplied. */
export function GapMap({ table, onSelect }: Props) {
  const { division } = table;
  const query = useAnswer(
    showBoundaries,
    { params: { division: division?.code ?? '' } },
    { enabled: division !== null },
  );
  if (division === null) return <Nothing title={copy.noMap}>{null}</Nothing>;
  return (
    <Asked query={query} rows={8}>
      {({ boundaries }) =>
        boundaries === null ? (
          <Nothing title={copy.noMap}>{copy.noMapNext(division.code)}</Nothing>
        ) : (
          <Drawn table={table} place={division.name} boundaries={boundaries} onSelect={onSelect} />
        )
      }
    </Asked>
  );
}

interface DrawnProps extends Props {
  readonly place: string;
  readonly boundaries: NonNullable<Boundaries>;
}

function Drawn({ table, place, boundaries, onSelect }: DrawnProps) {
  const { divisions } = table;
  const map = useMemo(() => ({ name: 'gaps', boundaries }), [boundaries]);
  const option = useMemo((): ChartOption => {
    const data = boundaries.features.flatMap(({ properties }) => {
      const row = rowOf(divisions, properties);
      return row ? [{ name: properties.name, value: row.uncovered }] : [];
    });
    return {
      tooltip: { trigger: 'item' },
      visualMap: {
        min: 0,
        max: Math.max(1, ...data.map(({ value }) => value)),
        text: ['多', '少'],
        left: 'left',
        calculable: false,
        inRange: { color: ['#e6f4ff', '#0958d9'] },
      },
      series: [{ type: 'map', map: 'gaps', name: copy.counts.uncovered, data, label: { show: true }, roam: false }],
    };
  }, [divisions, boundaries]);
  const select = (name: string) => {
    const feature = boundaries.features.find(({ properties }) => properties.name === name);
    const row = feature && rowOf(divisions, feature.properties);
    if (row?.below) onSelect(row.code);
  };
  return <Chart option={option} map={map} label={copy.mapLabel(place)} height={520} onSelect={select} />;
}

type Area = NonNullable<Boundaries>['features'][number]['properties'];

/** The row of an area of the map; by its name where the file has no codes. */
function rowOf(divisions: GapTable['divisions'], { code, name }: Area): GapTable['divisions'][number] | undefined {
  return divisions.find((row) => (code === '' ? row.name === name : row.code === code));
}
