import { creditCodeParts, foldCode } from '@jianjia/codes';
import type { EmployerRecord } from '../record.ts';

/**
 * Which part of the work a record belongs to, so that any number of workers may take parts: the prefecture (four digits) of
 * its division, else that of the registrar in its code; '' when neither says. Records of one prefecture meet each other
 * there; those of '' have to be held against every part.
 */
export function partitionOf({ division, uscc }: Pick<EmployerRecord, 'division' | 'uscc'>): string {
  const code = foldCode(division ?? '');
  if (/^\d{4,12}$/u.test(code)) return code.slice(0, 4);
  return creditCodeParts(uscc ?? '').region?.slice(0, 4) ?? '';
}
