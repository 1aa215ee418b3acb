import { Button, Space } from 'antd';
import { countText } from '../numbers.ts';
import { canTurnBack, FIRST, nextTurn, previousTurn, type Turn } from './turns.ts';

interface Props {
  readonly turn: Turn;
  readonly next: string | null;
  readonly total: number | undefined;
  readonly shown: number;
  readonly onTurn: (turn: Turn) => void;
}

/** How many there are, and the way to the pages before and after. */
export function Pager({ turn, next, total, shown, onTurn }: Props) {
  const page = turn.page ?? 1;
  const isAlone = page === 1 && turn.after === undefined && next === null;
  const count = total === undefined ? `本页 ${countText(shown)} 行` : `共 ${countText(total)} 行`;
  return (
    <nav className="pager" aria-label="翻页">
      <span role="status">{isAlone ? count : `${count}，第 ${countText(page)} 页`}</span>
      {!isAlone && (
        <Space wrap>
          <Button disabled={turn.after === undefined} onClick={() => onTurn(FIRST)}>
            首页
          </Button>
          <Button disabled={!canTurnBack(turn)} onClick={() => onTurn(previousTurn(turn))}>
            上一页
          </Button>
          <Button disabled={next === null} onClick={() => next !== null && onTurn(nextTurn(turn, next))}>
            下一页
          </Button>
        </Space>
      )}
    </nav>
  );
}
