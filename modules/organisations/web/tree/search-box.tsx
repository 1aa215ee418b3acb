import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTyped } from '../use-typed.ts';
import { copy } from './copy.ts';

interface Props {
  readonly q: string;
  readonly onSearch: (text: string) => void;
}

/** Where a union is searched for; finds come as it is typed. */
export function SearchBox({ q, onSearch }: Props) {
  const [typed, setTyped] = useTyped(q, onSearch);
  return (
    <Input
      className="union-search"
      type="search"
      allowClear
      value={typed}
      maxLength={100}
      prefix={<SearchOutlined aria-hidden />}
      aria-label={copy.searchLabel}
      placeholder={copy.searchPlaceholder}
      style={{ marginBottom: 12 }}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed)}
    />
  );
}
