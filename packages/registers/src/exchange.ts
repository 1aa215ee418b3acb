/** Import and export of registers; apart from the declarations, which need neither Node nor a database. */
export type { FileReport, Finding, ImportReport } from './report.ts';
export { importFiles } from './loading/import.ts';
export type { ImportOptions, ImportProgress, WarningRule } from './loading/import.ts';
export { exportRegisters } from './writing/export.ts';
export type { ExportedFile, ExportOptions } from './writing/export.ts';
