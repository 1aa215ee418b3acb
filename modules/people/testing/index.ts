export { ID_NUMBER, PHONE, plantNumbers, testVault } from './numbers.ts';
