import { CloseOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';

/** A condition in words; `name` is its field in the URL. */
export interface Chip {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

interface Props {
  readonly chips: readonly Chip[];
  readonly onRemove: (name: string) => void;
  readonly onClear: () => void;
}

/** What a list is narrowed by, each with a button that takes it away. */
export function Chips({ chips, onRemove, onClear }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="筛选条件">
      {chips.map(({ name, title, text }) => (
        <li key={name}>
          <Tag className="chip">
            <span>
              {title}：{text}
            </span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`去掉筛选条件“${title}”`}
              onClick={() => onRemove(name)}
            />
          </Tag>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button type="link" size="small" onClick={onClear}>
            全部去掉
          </Button>
        </li>
      )}
    </ul>
  );
}
