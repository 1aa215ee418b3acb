import { QuestionCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { createContext, use, type ReactNode } from 'react';

/** Chinese term → what it means, in plain words. Given by the app from the glossary. */
export const Terms = createContext<ReadonlyMap<string, string>>(new Map());

interface Props {
  /** The Chinese term as the glossary has it. */
  readonly of: string;
  /** What stands on the page; default the term itself. */
  readonly children?: ReactNode;
}

/** A word of the field with its help beside it: a mark that can be reached by keyboard and touched on a phone. */
export function Term({ of, children }: Props) {
  const help = use(Terms).get(of);
  if (help === undefined) return <>{children ?? of}</>;
  return (
    <span>
      {children ?? of}
      <Popover content={<div style={{ maxWidth: 280 }}>{help}</div>} title={of} trigger={['click', 'hover', 'focus']}>
        <button type="button" className="term-help" aria-label={`“${of}”是什么`}>
          <QuestionCircleOutlined aria-hidden />
        </button>
      </Popover>
    </span>
  );
}
