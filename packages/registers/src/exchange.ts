/** Import and export of registers; apart from the declarations, which need neither Node nor a database. */
export type { FileReport, Finding, ImportReport } from './report.ts';
export { importFiles } from './loading/import.ts';
export type { ImportOptions, ImportProgress, WarningRule } from './loading/import.ts';
export { beginSealing, checkKeys } from './sealing/keys.ts';
export { openVault } from './sealing/open-vault.ts';
export type { VaultOptions } from './sealing/open-vault.ts';
export { retireKey, rotateKeys } from './sealing/rotation.ts';
export type { Rotation, RotationOptions } from './sealing/rotation.ts';
export { keyUse } from './sealing/use.ts';
export { exportRegisters } from './writing/export.ts';
export type { ExportedFile, ExportOptions } from './writing/export.ts';
export type { Cell } from './writing/cells.ts';
export { MOST_LISTED, writeList, XLSX } from './writing/list.ts';
export type { ListColumn, ListToWrite, SavedList, Saver } from './writing/list.ts';
export { readOnce, spool } from './writing/spool.ts';
export type { WorkbookMark } from './writing/workbook.ts';
export { writeZip, type ZipPart } from './writing/zip.ts';
