import { columnLetter } from '../reading/xlsx-file.ts';
import { writeZip, type ZipPart } from './zip.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: () => AsyncIterable<readonly string[]>;
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
 * Writes a workbook sheet by sheet in bounded memory. Every cell is text: nothing that looks like a formula becomes
 * one, no long number loses its end. A register beyond a sheet's rows goes on in `name_2`, `name_3` …
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
  yield text('xl/_rels/workbook.xml.rels', relationsXml(list.map(({ id }) => sheetRelation(id)).join('')));
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
  rows: AsyncIterator<readonly string[]> | null;
  /** A row read to learn whether there are more. */
  left: (readonly string[])[];
  done: boolean;
}

async function* sheetXml(source: Source, mark: WorkbookMark | undefined): AsyncGenerator<string> {
  source.rows ??= source.sheet.rows()[Symbol.asyncIterator]();
  let xml = `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rowXml(source.sheet.header, 1)}`;
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

async function nextRow(source: Source): Promise<readonly string[] | null> {
  const kept = source.left.pop();
  if (kept) return kept;
  const next = await source.rows?.next();
  if (next && !next.done) return next.value;
  source.done = true;
  return null;
}

function rowXml(cells: readonly string[], number: number): string {
  let xml = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const place = `${columnLetter(index)}${number}`;
    // Readers may drop blanks at the ends of a text unless told to keep them.
    const keep = cell.trim() === cell ? '' : ' xml:space="preserve"';
    xml += `<c r="${place}" t="inlineStr"><is><t${keep}>${escaped(cell)}</t></is></c>`;
  }
  return `${xml}</row>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes for XML. What XML cannot hold, and CR, which it would turn into LF, is written `_x000D_` as the standard
 * has it (ECMA-376, 22.9.2.19); a text that looks like that already gets its underscore escaped.
 */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (c) =>
      c === '\t' || c === '\n' ? c : `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
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
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${sheets.join('')}${properties}</Types>`
  );
}
