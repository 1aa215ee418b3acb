export * from './deliveries.ts';
export * from './field.ts';
export * from './works.ts';
export { plantModel } from './models.ts';
export { decide, type Deciding } from './decisions.ts';
