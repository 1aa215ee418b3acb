import type { CodedField, EmployerStatus, Mapping, Sector } from '../../contract/index.ts';
import { readSector, readStatus } from './values.ts';

interface Meanings {
  readonly status: EmployerStatus;
  readonly sector: Sector;
}

const READERS: { readonly [F in CodedField]: (text: string) => Meanings[F] | null } = {
  status: readStatus,
  sector: readSector,
};

/** What the words of a value are known for, whoever writes them; null for nothing known. */
export function knownMeaning<F extends CodedField>(field: F, text: string): Meanings[F] | null {
  return READERS[field](text);
}

/** Whether somebody has said what a value of the source means, be it that it is passed over. */
export function isTranslated(translations: Mapping['translations'], field: CodedField, text: string): boolean {
  return Object.hasOwn(translations[field] ?? {}, text);
}

/** What a cell means: as the source has been told to be read, else by what its words are known for; null for nothing. */
export function readCoded<F extends CodedField>(
  translations: Mapping['translations'],
  field: F,
  text: string,
): Meanings[F] | null {
  if (text === '') return null;
  if (!isTranslated(translations, field, text)) return knownMeaning(field, text);
  const told = translations[field]?.[text] ?? '';
  // Only meanings of the list are kept: server/deliveries/confirm-mapping.ts.
  return told === '' ? null : (told as Meanings[F]);
}
