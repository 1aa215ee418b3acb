export * from './deliveries.ts';
export * from './field.ts';
export * from './works.ts';
