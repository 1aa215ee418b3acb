import { useAnswer } from '@jianjia/client';
import { Select } from 'antd';
import { useState } from 'react';
import { listCheckers } from '../../contract/index.ts';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (accountId: string | undefined) => void;
}

/** Somebody that tasks can be given to, found by name. */
export function CheckerSelect({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const query = useAnswer(listCheckers, { query: typed === '' ? {} : { search: typed } }, { keep: true });
  const options = query.data?.checkers.map(({ account_id, name, union_name, open }) => ({
    value: account_id,
    label: [name, union_name, `手上 ${open} 项`].filter((part) => part !== null).join(' · '),
  }));
  return (
    <Select
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={query.isFetching}
      options={options ?? []}
      value={value ?? null}
      onChange={(next: string | null) => onChange(next ?? undefined)}
      notFoundContent="没有可选的核查人。请先给账号开通协理员角色。"
      style={{ width: '100%' }}
    />
  );
}
