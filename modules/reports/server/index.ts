export { recordBindings } from './records/bindings.ts';
