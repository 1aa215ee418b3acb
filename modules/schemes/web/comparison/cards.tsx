import { Button, Card } from 'antd';
import type { Comparison, ComparisonRow } from '../../contract/index.ts';
import { AskedList } from './asked-list.tsx';
import { Differs } from './differs.tsx';

interface Props {
  readonly rows: readonly ComparisonRow[];
  readonly sides: Comparison['sides'];
  readonly onOpen: (measure: string) => void;
}

/** The same on a phone: one card for each measure, with the sides that ask something. */
export function Cards({ rows, sides, onOpen }: Props) {
  return rows.map((row) => {
    const using = new Set(row.uses.map(({ side }) => side));
    return (
      <Card key={row.measure.id} size="small" className="compare-card">
        <Button type="link" className="compare-open" onClick={() => onOpen(row.measure.id)}>
          {row.measure.title}
        </Button>
        <Differs row={row} />
        <dl>
          {sides
            .filter(({ id }) => using.has(id))
            .map(({ id, issuer, title, track }) => [
              <dt key={`${id} who`}>{track === null ? issuer : title}</dt>,
              <dd key={id}>
                <AskedList row={row} side={id} />
              </dd>,
            ])}
        </dl>
      </Card>
    );
  });
}
