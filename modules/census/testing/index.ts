export * from './deliveries.ts';
export * from './field.ts';
