import { countText, Nothing, ProblemAlert } from '@jianjia/ui';
import { Skeleton, Tree, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState, type ComponentRef } from 'react';
import type { NamedUnion } from '../../contract/tree.ts';
import { KindTag } from '../kinds.tsx';
import { copy } from './copy.ts';
import { type Line, type Node, nodesBelow, type UnionLine } from './nodes.ts';
import { TOP, useBranches } from './use-branches.ts';

const ROW = 36;

interface Props {
  readonly asOf: string | undefined;
  /** From the uppermost down to the chosen union; empty when none is chosen. */
  readonly path: readonly NamedUnion[];
  readonly height: number;
  readonly onChoose: (code: string) => void;
}

/** The tree: a level is read when it is opened, page by page, and only the lines in view are drawn. */
export function UnionTree({ asOf, path, height, onChoose }: Props) {
  const at = path.at(-1)?.code;
  const [open, setOpen] = useOpen(path);
  const branches = useBranches(open, asOf);
  const top = branches.of.get(TOP);
  const nodes = nodesBelow(TOP, branches.of, path);
  const tree = useRef<ComponentRef<typeof Tree>>(null);
  const isThere = at !== undefined && top?.state === 'read';
  useEffect(() => {
    if (isThere) tree.current?.scrollTo({ key: at, align: 'auto' });
  }, [isThere, at]);

  if (top?.state === 'failed')
    return <ProblemAlert problem={new Error(copy.again)} onRetry={() => branches.again(TOP)} />;
  if (top?.state === 'read' && nodes.length === 0) return <Nothing title={copy.noTree}>{copy.noTreeHint}</Nothing>;
  if (nodes.length === 0 || top?.unions.length === 0) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;

  const choose = (line: Line) => {
    if (line.is === 'union') onChoose(line.union.code);
    if (line.is === 'more') branches.more(line.parent);
    if (line.is === 'failed') branches.again(line.parent);
  };
  return (
    <Tree<Node>
      ref={tree as never}
      aria-label={copy.tree}
      blockNode
      height={height}
      itemHeight={ROW}
      treeData={nodes as Node[]}
      expandedKeys={[...open]}
      selectedKeys={at === undefined ? [] : [at]}
      onExpand={(keys) => setOpen(keys.map(String))}
      onSelect={(_keys, { node }) => choose(node.line)}
      titleRender={({ line }) => <TreeLine line={line} />}
    />
  );
}

/** What is open: what the person opened, and always the path to a union that was just chosen. */
function useOpen(path: readonly NamedUnion[]): [readonly string[], (open: readonly string[]) => void] {
  const [open, setOpen] = useState<readonly string[]>([]);
  const above = path.slice(0, -1).map(({ code }) => code);
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
  if (line.is === 'failed') return <Typography.Text type="danger">{copy.again}</Typography.Text>;
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
      {below !== null && below > 0 && <small>{copy.below(countText(below))}</small>}
    </span>
  );
}
