import { type Cell, escaped, rowXml, STYLES, stylesXml } from './cells.ts';
import { writeZip, type ZipPart } from './zip.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: () => AsyncIterable<readonly Cell[]>;
  /** For people to read: the header stays in sight and stands out, columns are as wide as this many characters. */
  readonly widths?: readonly number[];
}

/** Whose a workbook is: on every printed page, and in its properties. */
export interface WorkbookMark {
  /** At most 250 characters; longer texts are cut, for spreadsheets refuse them. */
  readonly header: string;
  readonly footer: string;
  readonly creator: string;
  readonly keywords: string;
  readonly created: Date;
}

/** Rows of a sheet at most, header included (the limit of Excel and LibreOffice). */
export const MAX_SHEET_ROWS = 1_048_576;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CORE = `${PACKAGE}/relationships/metadata/core-properties`;
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes a workbook sheet by sheet in bounded memory. A text stays text: nothing that looks like a formula becomes
 * one, no long number loses its end. A sheet beyond a sheet's rows goes on in `name_2`, `name_3` …
 */
export function writeWorkbook(sheets: readonly WorkbookSheet[], mark?: WorkbookMark): AsyncGenerator<Buffer> {
  return writeZip(workbookParts(sheets, mark));
}

function* workbookParts(sheets: readonly WorkbookSheet[], mark: WorkbookMark | undefined): Generator<ZipPart> {
  const names: string[] = [];
  for (const sheet of sheets) {
    // Asked one part after another, so a sheet that is full hands its reader on to the next part.
    const source: Source = { sheet, rows: null, left: [], done: false };
    for (let number = 1; number === 1 || !source.done; number++) {
      names.push(number === 1 ? sheet.name : `${sheet.name}_${number}`);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: () => sheetXml(source, mark) };
    }
  }
  const list = names.map((name, index) => ({ name, id: index + 1 }));
  yield text('xl/workbook.xml', workbookXml(list));
  const styles = relation(`rId${list.length + 1}`, 'styles', 'styles.xml');
  yield text('xl/_rels/workbook.xml.rels', relationsXml(list.map(({ id }) => sheetRelation(id)).join('') + styles));
  yield text('xl/styles.xml', XML + stylesXml(MAIN));
  if (mark) yield text('docProps/core.xml', propertiesXml(mark));
  const about = mark ? `<Relationship Id="rId2" Type="${CORE}" Target="docProps/core.xml"/>` : '';
  yield text('_rels/.rels', relationsXml(relation('rId1', 'officeDocument', 'xl/workbook.xml') + about));
  yield text(
    '[Content_Types].xml',
    contentTypesXml(
      list.map(({ id }) => id),
      mark !== undefined,
    ),
  );
}

interface Source {
  readonly sheet: WorkbookSheet;
  rows: AsyncIterator<readonly Cell[]> | null;
  /** A row read to learn whether there are more. */
  left: (readonly Cell[])[];
  done: boolean;
}

async function* sheetXml(source: Source, mark: WorkbookMark | undefined): AsyncGenerator<string> {
  source.rows ??= source.sheet.rows()[Symbol.asyncIterator]();
  const { header, widths } = source.sheet;
  const head = rowXml(header, 1, widths ? STYLES.header : STYLES.plain);
  let xml = `${XML}<worksheet xmlns="${MAIN}">${widths ? lookXml(widths) : ''}<sheetData>${head}`;
  let number = 1;
  for (;;) {
    const row = await nextRow(source);
    if (row && number < MAX_SHEET_ROWS) xml += rowXml(row, ++number);
    else {
      if (row) source.left.push(row);
      break;
    }
    if (xml.length > 64 * 1024) {
      yield xml;
      xml = '';
    }
  }
  yield `${xml}</sheetData>${mark ? pageMarkXml(mark) : ''}</worksheet>`;
}

/** The first row stays where it is; columns have their widths. */
function lookXml(widths: readonly number[]): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols>`;
}

/** Header and footer of the printed page; `&` begins a code there and is doubled. */
function pageMarkXml({ header, footer }: WorkbookMark): string {
  const line = (content: string): string => escaped(`&C${content.slice(0, 250).replaceAll('&', '&&')}`);
  return `<headerFooter><oddHeader>${line(header)}</oddHeader><oddFooter>${line(footer)}</oddFooter></headerFooter>`;
}

function propertiesXml({ creator, keywords, created }: WorkbookMark): string {
  return (
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:creator>${escaped(creator)}</dc:creator><cp:keywords>${escaped(keywords)}</cp:keywords>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${created.toISOString()}</dcterms:created></cp:coreProperties>`
  );
}

async function nextRow(source: Source): Promise<readonly Cell[] | null> {
  const kept = source.left.pop();
  if (kept) return kept;
  const next = await source.rows?.next();
  if (next && !next.done) return next.value;
  source.done = true;
  return null;
}

function text(name: string, content: string): ZipPart {
  return { name, content: () => [content] };
}

function workbookXml(list: readonly { readonly name: string; readonly id: number }[]): string {
  const sheets = list
    .map(({ name, id }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`)
    .join('');
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`;
}

function relationsXml(relations: string): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`;
}

function sheetRelation(id: number): string {
  return relation(`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`);
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function contentTypesXml(ids: readonly number[], withProperties: boolean): string {
  const sheets = ids.map(
    (id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  );
  const properties = withProperties
    ? '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    : '';
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${sheets.join('')}${properties}</Types>`
  );
}
