import { Input } from 'antd';

const TITLE = '区划代码';

interface Props {
  readonly division: string | undefined;
  /** Undefined: every place. */
  readonly onChoose: (division: string | undefined) => void;
}

/** Narrows to a place by the code of its division, or the beginning of one. */
export function DivisionSearch({ division, onChoose }: Props) {
  return (
    <Input.Search
      key={division ?? ''}
      aria-label={TITLE}
      placeholder={TITLE}
      allowClear
      defaultValue={division}
      inputMode="numeric"
      style={{ width: 170 }}
      onSearch={(text) => onChoose(/^\d{2,12}$/.test(text) ? text : undefined)}
    />
  );
}
