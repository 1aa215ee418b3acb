export * from './evaluate.ts';
export * from './standards.ts';
export * from './offer.ts';
