import { useAnswer } from '@jianjia/client';
import { Select, Typography } from 'antd';
import { useState, type CSSProperties } from 'react';
import { type FoundUnion, listBelow, type NamedUnion, searchUnions, showUnion } from '../../contract/tree.ts';
import { KindTag } from '../kinds.tsx';
import { useTyped } from '../use-typed.ts';

const copy = {
  label: '选择工会',
  placeholder: '名称、编码、拼音或首字母',
  reading: '正在查找…',
  nothing: '没有找到相符的工会',
} as const;

interface Props {
  /** Code of the chosen union. */
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
  readonly label?: string;
  /** Whether no union may be chosen; default false. */
  readonly allowClear?: boolean;
  readonly style?: CSSProperties;
}

/** A field to choose a union within sight: shows the chosen one by name, finds others as it is typed. */
export function UnionPicker({ value, onChange, label = copy.label, allowClear = false, style }: Props) {
  const [q, setQ] = useState('');
  const [typed, setTyped] = useTyped(q, setQ);
  const [isOpen, setOpen] = useState(false);
  const chosen = useAnswer(showUnion, { params: { code: value ?? '-' } }, { enabled: value !== undefined, keep: true });
  const top = useAnswer(listBelow, { query: { limit: 50 } }, { enabled: isOpen });
  const found = useAnswer(searchUnions, { query: { q } }, { enabled: isOpen && q.trim() !== '', keep: true });
  const listed: readonly (NamedUnion | FoundUnion)[] =
    q.trim() === '' ? (top.data?.unions ?? []) : (found.data?.unions ?? []);
  const known =
    listed.some(({ code }) => code === value) || chosen.data === undefined ? listed : [chosen.data, ...listed];
  const isReading = q.trim() === '' ? top.isFetching : found.isFetching || typed !== q;
  return (
    <Select
      aria-label={label}
      placeholder={copy.placeholder}
      value={value ?? null}
      allowClear={allowClear}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      loading={isReading && isOpen}
      notFoundContent={isReading ? copy.reading : copy.nothing}
      options={(isOpen ? listed : known).map((union) => ({ value: union.code, label: union.name, union }))}
      optionRender={({ data }) => <Option union={data.union} />}
      labelRender={({ label: name, value: code }) => name ?? chosen.data?.name ?? code}
      popupMatchSelectWidth={360}
      onOpenChange={setOpen}
      onChange={(code: string | null) => onChange(code ?? undefined)}
      style={{ minWidth: 160, ...style }}
    />
  );
}

function Option({ union }: { readonly union: NamedUnion | FoundUnion }) {
  const way = 'above' in union ? union.above.map(({ name }) => name).join(' › ') : '';
  return (
    <>
      <KindTag kind={union.kind} /> {union.name}
      {way !== '' && (
        <Typography.Text type="secondary" ellipsis style={{ display: 'block', fontSize: 12 }}>
          {way}
        </Typography.Text>
      )}
    </>
  );
}
