import { z } from 'zod';
import { problems } from './problems.ts';
import type { Position } from './unions-sql.ts';

const Cursor = z.tuple([z.string(), z.string().max(64), z.string().max(100)]);

/** The place of a row as `next`; a place may be infinite, which JSON cannot say as a number. */
export function positionText({ place, code, scheme }: Position): string {
  return Buffer.from(JSON.stringify([String(place), code, scheme])).toString('base64url');
}

/** Reads what `positionText` wrote. @throws Problem assessments.lapsedPage */
export function positionOf(text: string): Position {
  try {
    const [placed, code, scheme] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const place = Number(placed);
    if (!Number.isNaN(place) && isKeepable(code) && isKeepable(scheme)) return { place, code, scheme };
  } catch {
    // Whatever it was, it was not ours.
  }
  throw problems.lapsedPage();
}

/** PostgreSQL stores no NUL and no half characters; the address was checked, what is inside of this text was not. */
function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
