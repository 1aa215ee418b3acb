import { creditCodeParts, foldCapitals, foldCode, isOrganisationCode } from '@jianjia/codes';
import type { EmployerStatus, Field, Mapping, Sector } from '../../contract/index.ts';
import { readCoded } from './coded.ts';
import { cellOf, type Layout } from './rows.ts';
import { readCount, readDay, readIndustryCode, readName } from './values.ts';

/** What one row says of an employer, in our terms; null for what it does not say. */
export interface CensusRecord {
  readonly name: string;
  readonly former_names: readonly string[];
  readonly uscc: string | null;
  readonly registration_no: string | null;
  readonly organisation_code: string | null;
  /** The code as it is written, where it is none that is right. */
  readonly written_code: string | null;
  readonly division_code: string;
  readonly division_told: boolean;
  readonly address: string | null;
  readonly industry_code: string | null;
  readonly industry_text: string | null;
  readonly scope: string | null;
  readonly sector: Sector | null;
  readonly employees: number | null;
  readonly insured: number | null;
  readonly established_on: string | null;
  readonly closed_on: string | null;
  readonly status: EmployerStatus | null;
  readonly representative: string | null;
  readonly phone: string | null;
}

/** What reading a row needs to know of the world. */
export interface ReadingContext {
  readonly layout: Layout;
  readonly translations: Mapping['translations'];
  readonly places: Places;
  /** Whether a code of GB/T 4754 exists. */
  readonly isIndustry: (code: string) => boolean;
  /** Codes that the file gives to many employers: they tell nobody apart. */
  readonly sharedCodes: ReadonlySet<string>;
}

/** Divisions as a federation knows them. */
export interface Places {
  /** Of the federation: where nothing is told. */
  readonly own: string;
  /** The code of a place by code or by words such as «安徽省安庆市迎江区»; null for one that is not known. */
  find(text: string): string | null;
}

/** Reads a row that is `data` (see rowKind). */
export function readRecord(context: ReadingContext, cells: readonly string[]): CensusRecord {
  const { layout } = context;
  const cell = (field: Field): string => cellOf(layout, cells, field);
  const codes = readCodes(context, cell);
  const told = placeOf(context.places, cell('division'), cell('address'));
  return {
    name: readName(cell('name')),
    former_names: cell('former_names')
      .split(/[;；、|\n]/)
      .map(readName)
      .filter((one) => one !== '' && one.length <= 100),
    ...codes,
    division_code: told ?? placeOfCode(context.places, codes.uscc) ?? context.places.own,
    division_told: told !== null,
    address: textOf(cell('address'), 300),
    industry_code: industryOf(context, cell),
    industry_text: textOf(cell('industry_text'), 200),
    scope: textOf(cell('scope'), 4000),
    sector: readCoded(context.translations, 'sector', cell('sector')),
    employees: readCount(cell('employees')),
    insured: readCount(cell('insured')),
    established_on: readDay(cell('established_on')),
    closed_on: readDay(cell('closed_on')),
    status: readCoded(context.translations, 'status', cell('status')),
    representative: textOf(cell('representative'), 60),
    phone: textOf(foldCode(cell('phone')).replaceAll(/[^\d\-+;,/ ]/g, ''), 60),
  };
}

type Codes = Pick<CensusRecord, 'uscc' | 'registration_no' | 'organisation_code' | 'written_code'>;

/** Codes are taken from whichever column they stand in: old registers write registration numbers where the code belongs. */
function readCodes({ sharedCodes }: ReadingContext, cell: (field: Field) => string): Codes {
  const written = [cell('uscc'), cell('registration_no'), cell('organisation_code')]
    .map((text) => foldCapitals(text).replaceAll(/[\s-]/g, ''))
    .filter((code) => code !== '' && !sharedCodes.has(code));
  const parts = written.map(creditCodeParts);
  const uscc = parts.find((one) => one.uscc !== null)?.uscc ?? null;
  // A part of a mistyped credit code is no proof: of that only a code given alone is.
  const organisation = written.find((code) => code.length === 9 && isOrganisationCode(code)) ?? null;
  const registration = parts.find((one) => one.registration !== null)?.registration ?? null;
  return {
    uscc,
    registration_no: registration,
    organisation_code: uscc?.slice(8, 17) ?? organisation,
    written_code: uscc === null && organisation === null ? (written[0]?.slice(0, 40) ?? null) : null,
  };
}

/** The division told: by its column, or, more closely, by the address where that lies inside. */
function placeOf(places: Places, division: string, address: string): string | null {
  const told = division === '' ? null : places.find(division);
  const addressed = address === '' ? null : places.find(address);
  if (told === null) return addressed;
  return addressed?.startsWith(told) === true ? addressed : told;
}

/** Positions 3–8 of a credit code are the division of the registrar. */
function placeOfCode(places: Places, uscc: string | null): string | null {
  return uscc === null ? null : places.find(uscc.slice(2, 8));
}

function industryOf({ isIndustry }: ReadingContext, cell: (field: Field) => string): string | null {
  for (const text of [cell('industry_code'), cell('industry_text')]) {
    const code = readIndustryCode(text);
    if (code !== null && isIndustry(code)) return code;
  }
  return null;
}

function textOf(text: string, longest: number): string | null {
  return text === '' ? null : text.slice(0, longest);
}
