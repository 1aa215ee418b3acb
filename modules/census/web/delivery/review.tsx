import { call, type ClientProblem, queryOf } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, message, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  applyDelivery,
  codedFields,
  type CodedField,
  confirmMapping,
  discardDelivery,
  listDeliveries,
  type Mapping,
  showDelivery,
  type WholeDelivery,
} from '../../contract/index.ts';
import { useGo } from '../parts/use-go.ts';
import { copy } from './copy.ts';
import { FaultList } from './faults.tsx';
import { MappingTable } from './mapping.tsx';
import { Meanings } from './meanings.tsx';

/** A file that waits: its columns, its faults, and what to do with it. */
export function Review({ delivery }: { readonly delivery: WholeDelivery }) {
  const [columns, setColumns] = useState(delivery.mapping.columns);
  const [translations, setTranslations] = useState(delivery.mapping.translations);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const { confirm, apply } = useActs(delivery);
  const isChanged = !sameMapping({ columns, translations }, delivery.mapping);
  const isNew = delivery.mapping_from !== 'confirmed';
  const refused = delivery.faults.some(({ weight }) => weight === 'refuse');
  const isOpen = delivery.faults.some(({ weight, code }) => weight === 'ask' && !accepted.includes(code));
  return (
    <>
      <h2 className="census-heading">{copy.columns}</h2>
      <Alert
        type={isNew ? 'warning' : 'success'}
        title={copy.mappingFrom[delivery.mapping_from]}
        style={{ marginBottom: 8 }}
      />
      <MappingTable header={delivery.header} profile={delivery.profile} columns={columns} onChange={setColumns} />
      <Meanings
        profile={delivery.profile}
        columns={columns}
        saved={delivery.mapping.translations}
        translations={translations}
        onChange={setTranslations}
      />
      <Button
        style={{ marginTop: 8 }}
        type={isChanged || isNew ? 'primary' : 'default'}
        loading={confirm.isPending}
        disabled={!delivery.can.apply}
        onClick={() => confirm.mutate({ columns, translations })}
      >
        {copy.save}
      </Button>
      {confirm.isError && <ProblemAlert problem={confirm.error} />}
      <h2 className="census-heading">{copy.faults}</h2>
      <FaultList faults={delivery.faults} accepted={accepted} onAccept={setAccepted} />
      <h2 className="census-heading">{copy.apply}</h2>
      <p>{copy.applyHint}</p>
      {apply.isError && <ProblemAlert problem={apply.error} />}
      <Flex wrap gap={8} align="center">
        <Button
          type={isChanged || isNew ? 'default' : 'primary'}
          disabled={!delivery.can.apply || refused || isOpen || isChanged || isNew}
          loading={apply.isPending}
          onClick={() => apply.mutate(accepted)}
        >
          {copy.apply}
        </Button>
        {delivery.can.discard && <Discard delivery={delivery.delivery_id} />}
        <span role="status">{isChanged || isNew ? copy.unsaved : isOpen && !refused ? copy.open : ''}</span>
      </Flex>
    </>
  );
}

function sameMapping(one: Mapping, other: Mapping): boolean {
  return (
    sameEntries(one.columns, other.columns) &&
    (Object.keys(codedFields) as CodedField[]).every((field) =>
      sameEntries(one.translations[field] ?? {}, other.translations[field] ?? {}),
    )
  );
}

function sameEntries(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const [a, b] = [Object.entries(one), Object.entries(other)];
  return a.length === b.length && a.every(([key, value]) => Object.hasOwn(other, key) && other[key] === value);
}

function useActs({ delivery_id: delivery }: WholeDelivery) {
  const queries = useQueryClient();
  const params = { delivery };
  const key = queryOf(showDelivery, { params }).queryKey;
  const confirm = useMutation<WholeDelivery, ClientProblem, Mapping>({
    mutationFn: (body) => call(confirmMapping, { params, body }),
    onSuccess: (whole) => {
      queries.setQueryData(key, whole);
      message.success(copy.saved);
    },
  });
  const apply = useMutation<unknown, ClientProblem, readonly string[]>({
    mutationFn: (accepted) => call(applyDelivery, { params, body: { accepted: [...accepted] } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  return { confirm, apply };
}

function Discard({ delivery }: { readonly delivery: string }) {
  const queries = useQueryClient();
  const go = useGo();
  const discard = useMutation<unknown, ClientProblem>({
    mutationFn: () => call(discardDelivery, { params: { delivery } }),
    onSuccess: async () => {
      message.success(copy.discarded);
      await queries.invalidateQueries({ queryKey: [listDeliveries.id] });
      go('/census');
    },
    onError: (problem) => message.error(problem.message),
  });
  return (
    <Popconfirm
      title={copy.discardAsk}
      okText={copy.discard}
      cancelText={copy.cancel}
      onConfirm={() => discard.mutate()}
    >
      <Button danger loading={discard.isPending}>
        {copy.discard}
      </Button>
    </Popconfirm>
  );
}
