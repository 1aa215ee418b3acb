export * from './deliveries.ts';
export * from './field.ts';
export * from './works.ts';
export { plantModel } from './models.ts';
export { decide, type Deciding, forgetDecisions } from './decisions.ts';
