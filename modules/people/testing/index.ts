export { ID_NUMBER, PHONE, plantNumbers, testVault } from './numbers.ts';
export { tablesHolding } from './tables.ts';
export { HOLDING } from './holds.ts';
