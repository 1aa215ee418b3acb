import { reviewReport } from '../../contract/index.ts';

/** What the URL of the report says. */
export const search = reviewReport.query;
