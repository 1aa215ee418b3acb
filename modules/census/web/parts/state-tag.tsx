import { Tag } from 'antd';
import { type Delivery, deliveryStates } from '../../contract/index.ts';

const COLOURS = {
  profiled: 'gold',
  applying: 'blue',
  applied: 'green',
  withdrawing: 'blue',
  withdrawn: 'default',
} as const;

/** Where a delivery stands. */
export function StateTag({
  delivery: { status, interrupted },
}: {
  readonly delivery: Pick<Delivery, 'status' | 'interrupted'>;
}) {
  return interrupted ? (
    <Tag color="red">{deliveryStates[status]}（已中断）</Tag>
  ) : (
    <Tag color={COLOURS[status]}>{deliveryStates[status]}</Tag>
  );
}
