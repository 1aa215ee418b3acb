export { sweepUploads } from './records/upload-folder.ts';
export { recordBindings } from './records/bindings.ts';
export { reportBindings } from './bindings.ts';
export type { ReportDeps } from './deps.ts';
export { type Viewer, watermarkText } from '../domain/watermark.ts';
