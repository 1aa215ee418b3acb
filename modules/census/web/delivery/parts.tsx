import { countText } from '@jianjia/ui';
import { Flex, Tag } from 'antd';
import type { DeliveryPart } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** How many areas of a delivery are in the list. */
export const partsInList = (parts: readonly DeliveryPart[]): number =>
  parts.filter(({ in_list: inList }) => inList).length;

/** A province's delivery by area: what is in the list already and what is not. Nothing for a delivery of one area. */
export function Parts({ parts }: { readonly parts: readonly DeliveryPart[] }) {
  if (parts.length < 2) return null;
  return (
    <section aria-label={copy.parts} style={{ marginBottom: 16 }}>
      <p role="status">{copy.partsDone(partsInList(parts), parts.length)}</p>
      <Flex wrap gap={8} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {parts.map(({ code, name, records, in_list: inList }) => (
          <li key={code}>
            <Tag color={inList ? 'success' : 'default'}>
              {name} {countText(records)} 行 · {inList ? copy.inList : copy.notInList}
            </Tag>
          </li>
        ))}
      </Flex>
    </section>
  );
}
