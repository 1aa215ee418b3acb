import { Empty } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** What is so: «这里还没有下级工会»。 */
  readonly title: string;
  /** Why, and what to do next. */
  readonly children?: ReactNode;
}

/** In place of something that is empty: says so, and what to do. */
export function Nothing({ title, children }: Props) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<b>{title}</b>}>
      {children}
    </Empty>
  );
}
