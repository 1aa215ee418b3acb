import type { ComparisonRow } from '../../contract/index.ts';
import { askedBy } from './told.ts';

/** What one side asks of a measure, or that it asks nothing. */
export function AskedList({ row, side }: { readonly row: ComparisonRow; readonly side: string }) {
  const asked = askedBy(row, side);
  if (asked.length === 0) return <span className="compare-none">没有要求</span>;
  return (
    <ul className="compare-asks">
      {asked.map(({ text, whom }) => (
        <li key={text}>
          {text}
          {whom !== null && <small>{whom}</small>}
        </li>
      ))}
    </ul>
  );
}
