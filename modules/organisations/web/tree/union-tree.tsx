import { countText, Nothing, ProblemAlert } from '@jianjia/ui';
import { ConfigProvider, Skeleton, Tree, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState, type ComponentRef } from 'react';
import type { NamedUnion } from '../../contract/tree.ts';
import { KindTag } from '../kinds.tsx';
import { copy } from './copy.ts';
import { type Line, type Node, nodesBelow, type UnionLine } from './nodes.ts';
import { TOP, useBranches } from './use-branches.ts';

/** Height of a line, and with the space below it. */
const LINE = 32;
const ROW = LINE + 4;
const THEME = { components: { Tree: { titleHeight: LINE } } };

interface Props {
  readonly asOf: string | undefined;
  /** Code of the chosen union. */
  readonly at: string | undefined;
  /** From the uppermost down to it; empty while it is not known. */
  readonly path: readonly NamedUnion[];
  readonly height: number;
  readonly onChoose: (code: string) => void;
}

/** The tree: a level is read when it is opened, page by page, and only the lines in view are drawn. */
export function UnionTree({ asOf, at, path, height, onChoose }: Props) {
  const [open, setOpen] = useOpen(path);
  const branches = useBranches(open, asOf);
  const top = branches.of.get(TOP);
  const nodes = nodesBelow(TOP, branches.of, path);
  const tree = useRef<ComponentRef<typeof Tree>>(null);
  const above = [TOP, ...path.slice(0, -1).map(({ code }) => code)];
  const isThere = path.length > 0 && above.every((code) => branches.of.get(code)?.state === 'read');
  useEffect(() => {
    if (isThere && at !== undefined) tree.current?.scrollTo({ key: at, align: 'auto' });
  }, [isThere, at]);

  if (top?.problem) return <ProblemAlert problem={top.problem} onRetry={() => branches.again(TOP)} />;
  if (top?.state === 'read' && nodes.length === 0) return <Nothing title={copy.noTree}>{copy.noTreeHint}</Nothing>;
  if (nodes.length === 0 || top?.unions.length === 0) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;

  const choose = (line: Line) => {
    if (line.is === 'union') onChoose(line.union.code);
    if (line.is === 'more') branches.more(line.parent);
    if (line.is === 'failed') branches.again(line.parent);
  };
  return (
    <ConfigProvider theme={THEME}>
      <Tree<Node>
        ref={tree}
        aria-label={copy.tree}
        blockNode
        height={height}
        itemHeight={ROW}
        treeData={nodes}
        expandedKeys={[...open]}
        selectedKeys={at === undefined ? [] : [at]}
        onExpand={(keys) => setOpen(keys.map(String))}
        onSelect={(_keys, { node }) => choose(node.line)}
        titleRender={({ line }) => <TreeLine line={line} />}
      />
    </ConfigProvider>
  );
}

/** What is open: what the person opened, and always the path to a union that was just chosen. */
function useOpen(path: readonly NamedUnion[]): [readonly string[], (open: readonly string[]) => void] {
  const [open, setOpen] = useState<readonly string[]>([]);
  // The uppermost alone says little: what lies below it is shown at once.
  const above = (path.length === 1 ? path : path.slice(0, -1)).map(({ code }) => code);
  const key = path.map(({ code }) => code).join('/');
  const [shown, setShown] = useState('');
  if (key !== shown) {
    setShown(key);
    setOpen((before) => [...new Set([...before, ...above])]);
  }
  return useMemo(() => [open, setOpen], [open]);
}

function TreeLine({ line }: { readonly line: Line }) {
  if (line.is === 'union') return <UnionText line={line} />;
  if (line.is === 'reading') return <Typography.Text type="secondary">{copy.reading}</Typography.Text>;
  if (line.is === 'failed') {
    return <Typography.Text type="danger">{copy.again(line.problem?.message ?? '')}</Typography.Text>;
  }
  return <Typography.Link>{copy.more}</Typography.Link>;
}

function UnionText({ line: { union, below, dissolvedOn } }: { readonly line: UnionLine }) {
  return (
    <span className="union-line">
      <KindTag kind={union.kind} />
      <span className="union-name" title={union.name}>
        {union.name}
      </span>
      {dissolvedOn !== null && <small>{copy.dissolved(dissolvedOn)}</small>}
      {below !== null && below > 0 && (
        <small>
          <span className="union-word">{copy.below}</span> {countText(below)}
        </small>
      )}
    </span>
  );
}
