export { actAs, signedIn, type SignedIn } from './act-as.ts';
export { plantForest, plantRows, recordTables, type Planted } from './forest.ts';
