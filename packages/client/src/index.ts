export { addressOf, call } from './call.ts';
export { download, type Downloaded } from './download.ts';
export type { AnswerOf, InputOf } from './input.ts';
export { ClientProblem } from './problem.ts';
export { type Asking, queryOf, useAnswer } from './queries.ts';
export { upload, type UploadedForm, type Uploading } from './upload.ts';
