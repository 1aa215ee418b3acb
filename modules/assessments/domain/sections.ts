import { headingFinder } from '@jianjia/rules';
import type { PlannedTrack } from './plan.ts';

/** A part of the document that asks for several things. */
export interface Section {
  /** Where it stands, `附件6/二`. */
  readonly path: string;
  /** Its heading as printed, with those above it where it is one of several; else the path. */
  readonly title: string;
  /** Positions in the track's items. */
  readonly items: readonly number[];
}

/** More items than this under one heading are shown under the headings below it, where there are any. */
const MOST = 40;

const known = new WeakMap<PlannedTrack, readonly Section[]>();

/** The sections of a track in the order of the document; found once per track. */
export function sectionsOf(planned: PlannedTrack): readonly Section[] {
  const found =
    known.get(planned) ??
    findSections(
      planned.scheme.source,
      planned.items.map(({ item }) => item.at),
    );
  known.set(planned, found);
  return found;
}

/** Divides items, of which `paths` say where they stand, into the sections of their source. */
export function findSections(source: string, paths: readonly string[]): readonly Section[] {
  const heading = headingFinder(source);
  const placed = paths.map((path, index) => ({ parts: path.split('/'), index }));
  const shared = sharedDepth(placed.map(({ parts }) => parts));
  return divide(placed, shared)
    .map(({ path, items }) => ({ path, items: items.map(({ index }) => index), ...heading(path) }))
    .toSorted((left, right) => left.from - right.from || (left.items[0] ?? 0) - (right.items[0] ?? 0))
    .map(({ path, items }) => ({ path, items, title: titleOf(path, shared, (one) => heading(one).title) }));
}

interface Placed {
  readonly parts: readonly string[];
  readonly index: number;
}

/** Groups by the part after `depth`; large groups again by the part after that. */
function divide(placed: readonly Placed[], depth: number): readonly { path: string; items: readonly Placed[] }[] {
  const groups = Map.groupBy(placed, ({ parts }) => parts.slice(0, depth + 1).join('/'));
  return [...groups].flatMap(([path, items]) => {
    const deeper = items.some(({ parts }) => parts.length > depth + 1);
    return items.length > MOST && deeper ? divide(items, depth + 1) : [{ path, items }];
  });
}

/** How many parts all paths begin with in common; the last part of a path is never shared. */
function sharedDepth(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  const differs = first.findIndex((part, depth) =>
    paths.some((parts) => parts[depth] !== part || parts.length === depth + 1),
  );
  return Math.max(differs, 0);
}

function titleOf(path: string, shared: number, heading: (path: string) => string | null): string {
  const parts = path.split('/');
  const titles = parts
    .slice(shared)
    .map((part, index) => heading(parts.slice(0, shared + index + 1).join('/')) ?? part);
  return titles.length === 0 ? path : titles.slice(-2).join(' · ');
}
