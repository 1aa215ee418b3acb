import { isMap, isScalar, parseDocument, type Document, type Node, type Scalar, type YAMLMap } from 'yaml';

/** What is to be changed in one item of a track file. */
export interface ItemRevision {
  /** Id of the item within its file. */
  readonly item: string;
  /** By place (see `thresholdsOf`), the number as it is to be printed: `85%`, `3`. */
  readonly thresholds: Readonly<Record<string, string>>;
  readonly mandatory?: boolean | undefined;
}

/** A piece of the text that is replaced; an insertion where both ends are the same. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a track file with other thresholds and flags. Only what changes is replaced: comments, quoting and line
 * breaks stay as they are, so that a comparison with the published file shows the changes and nothing else.
 * @throws RangeError where the file has no such item or threshold
 */
export function reviseTrackText(text: string, revisions: readonly ItemRevision[]): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  const splices = revisions.flatMap((revision) => spliceItem(document, text, revision));
  return splices
    .toSorted((left, right) => right.from - left.from)
    .reduce((result, { from, to, text: piece }) => result.slice(0, from) + piece + result.slice(to), text);
}

function spliceItem(document: Document.Parsed, text: string, revision: ItemRevision): readonly Splice[] {
  const item = itemOf(document, revision.item);
  const thresholds = Object.entries(revision.thresholds).map(([place, number]): Splice => {
    const path = place.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return { ...extent(item.getIn(path, true), `${revision.item}: ${place}`), text: number };
  });
  const { mandatory } = revision;
  return mandatory === undefined ? thresholds : [...thresholds, spliceFlag(item, text, mandatory)];
}

function itemOf(document: Document.Parsed, id: string): YAMLMap {
  const items = document.get('items');
  const found = (items as { readonly items?: readonly unknown[] } | undefined)?.items?.find(
    (item): item is YAMLMap => isMap(item) && item.get('id') === id,
  );
  if (!found) throw new RangeError(`no item ${id}`);
  return found;
}

/** Replaces the flag where it is printed; else prints it on a line of its own below the id. */
function spliceFlag(item: YAMLMap, text: string, mandatory: boolean): Splice {
  const printed = item.get('mandatory', true);
  if (printed) return { ...extent(printed, 'mandatory'), text: String(mandatory) };
  const id = item.items.find(({ key }) => isScalar(key) && key.value === 'id');
  const key = id?.key as Scalar;
  const end = extent(id?.value, 'id').to;
  if (item.flow) return { from: end, to: end, text: `, mandatory: ${mandatory}` };
  const start = extent(key, 'id').from;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const newline = text.indexOf('\n', end);
  const at = newline < 0 ? text.length : newline;
  return { from: at, to: at, text: `\n${' '.repeat(column)}mandatory: ${mandatory}` };
}

/** Where a value begins and ends in the text, without the white space and comments after it. */
function extent(node: unknown, what: string): { readonly from: number; readonly to: number } {
  const range = (node as Node | undefined)?.range;
  if (!range) throw new RangeError(`nothing at ${what}`);
  return { from: range[0], to: range[1] };
}
