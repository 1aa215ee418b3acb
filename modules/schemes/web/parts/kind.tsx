import {
  AuditOutlined,
  BarChartOutlined,
  DatabaseOutlined,
  OrderedListOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { type ItemKind, KINDS } from './words.ts';

const ICONS: Readonly<Record<ItemKind, ComponentType<{ readonly 'aria-hidden'?: boolean }>>> = {
  indicator: BarChartOutlined,
  procedure: OrderedListOutlined,
  register: DatabaseOutlined,
  mechanism: ToolOutlined,
  constraint: AuditOutlined,
};

/** The kind of an item: icon and word, in the colour and with the line that mark its quotes in the text. */
export function Kind({ kind, count }: { readonly kind: ItemKind; readonly count?: number }) {
  const Icon = ICONS[kind];
  return (
    <span className={`kind ${kind}`}>
      <Icon aria-hidden />
      <span className={`quote ${kind}`}>{KINDS[kind].word}</span>
      {count !== undefined && <span className="kind-count">{count}</span>}
    </span>
  );
}
