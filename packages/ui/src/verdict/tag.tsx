import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  MinusCircleOutlined,
  QuestionCircleFilled,
} from '@ant-design/icons';
import { type Verdict, verdictTitles } from '@jianjia/rules/words';
import type { ComponentType } from 'react';
import { verdictColour, verdictGround } from './words.ts';

const ICONS: Readonly<Record<Verdict, ComponentType<{ 'aria-hidden': true }>>> = {
  met: CheckCircleFilled,
  unmet: CloseCircleFilled,
  unknown: QuestionCircleFilled,
  pending: ClockCircleOutlined,
  not_applicable: MinusCircleOutlined,
};

/** A verdict in colour, icon and word. */
export function VerdictTag({ verdict, count }: { readonly verdict: Verdict; readonly count?: number }) {
  const Icon = ICONS[verdict];
  return (
    <span className="verdict-tag" style={{ color: verdictColour(verdict), background: verdictGround(verdict) }}>
      <Icon aria-hidden /> {verdictTitles[verdict]}
      {count !== undefined && <b> {count}</b>}
    </span>
  );
}

/** Whether a union reaches its standard, in colour, icon and word. */
export function ReachedTag({ reached }: { readonly reached: boolean }) {
  const verdict = reached ? 'met' : 'unmet';
  const Icon = ICONS[verdict];
  return (
    <span className="verdict-tag" style={{ color: verdictColour(verdict), background: verdictGround(verdict) }}>
      <Icon aria-hidden /> {reached ? '已达标' : '未达标'}
    </span>
  );
}
