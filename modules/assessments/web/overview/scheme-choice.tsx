import { Select } from 'antd';
import { copy } from './copy.ts';

interface Props {
  readonly scheme: string | undefined;
  /** Titles of the schemes, by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly onScheme: (scheme: string | undefined) => void;
}

/** Which standard the page tells of. */
export default function SchemeChoice({ scheme, titles, onScheme }: Props) {
  const options = [{ value: '', label: copy.allSchemes }, ...[...titles].map(([value, label]) => ({ value, label }))];
  return (
    <Select
      aria-label={copy.scheme}
      value={scheme ?? ''}
      options={options}
      onChange={(value) => onScheme(value === '' ? undefined : value)}
      popupMatchSelectWidth={false}
    />
  );
}
