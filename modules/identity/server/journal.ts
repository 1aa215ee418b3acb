export { writeJournal } from '@jianjia/db';
