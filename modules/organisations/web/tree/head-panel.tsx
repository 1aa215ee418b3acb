import { countText, PlaceLink, placeOf, Term } from '@jianjia/ui';
import { Descriptions, Flex, Typography } from 'antd';
import { unionKinds } from '../../contract/kinds.ts';
import type { UnionHead } from '../../contract/tree.ts';
import { unionPlace } from '../places.ts';
import { copy } from './copy.ts';

interface Props {
  readonly head: UnionHead;
  readonly asOf: string | undefined;
}

/** What a union is, and the ways on from it. */
export function HeadPanel({ head, asOf }: Props) {
  const { code } = head;
  return (
    <Flex vertical gap={12}>
      <div>
        <Typography.Title level={2} style={{ margin: 0, fontSize: 16 }}>
          {head.name}
        </Typography.Title>
        {head.above.length > 0 && (
          <Typography.Text type="secondary">{head.above.map(({ name }) => name).join(' › ')}</Typography.Text>
        )}
      </div>
      <Flex gap={16} wrap role="navigation" aria-label={head.name}>
        <PlaceLink to={placeOf('/overview', { at: code, as_of: asOf })}>{copy.links.overview}</PlaceLink>
        <PlaceLink to={unionPlace(code, { as_of: asOf })}>{copy.links.checklist}</PlaceLink>
        {head.subtree > 0 && (
          <PlaceLink to={placeOf('/lists/unions', { at: code, as_of: asOf })}>{copy.links.list}</PlaceLink>
        )}
      </Flex>
      <Descriptions size="small" column={1} items={[...facts(head)]} />
    </Flex>
  );
}

function facts(head: UnionHead) {
  const { facts: words } = copy;
  const { legal_person_from: from, legal_person_to: to, industry, dissolved_on: dissolved } = head;
  return [
    { key: 'kind', label: words.kind, children: unionKinds[head.kind] },
    { key: 'code', label: words.code, children: <Typography.Text copyable>{head.code}</Typography.Text> },
    { key: 'division', label: words.division, children: head.division.name ?? head.division.code },
    ...(industry ? [{ key: 'industry', label: words.industry, children: industry.name ?? industry.code }] : []),
    { key: 'founded', label: words.founded, children: head.founded_on },
    ...(dissolved === null ? [] : [{ key: 'dissolved', label: words.dissolved, children: dissolved }]),
    {
      key: 'legal',
      label: <Term of="工会法人资格">{words.legal}</Term>,
      children: from === null ? copy.noLegal : copy.until(from, to),
    },
    { key: 'below', label: words.below, children: copy.count(countText(head.below)) },
    { key: 'subtree', label: words.subtree, children: copy.count(countText(head.subtree)) },
  ];
}
