import { Tag } from 'antd';
import { type Delivery, deliveryStates } from '../../contract/index.ts';

const COLOURS = {
  profiled: 'warning',
  applying: 'processing',
  applied: 'success',
  withdrawing: 'processing',
  withdrawn: 'default',
} as const;

/** Where a delivery stands. */
export function StateTag({
  delivery: { status, interrupted },
}: {
  readonly delivery: Pick<Delivery, 'status' | 'interrupted'>;
}) {
  return interrupted ? (
    <Tag color="error">{deliveryStates[status]}（已中断）</Tag>
  ) : (
    <Tag color={COLOURS[status]}>{deliveryStates[status]}</Tag>
  );
}
