import { showJointGroup } from '../../contract/index.ts';

/** What the URL of the group of a joint union says; without a place there is none. */
export const search = showJointGroup.query.partial();
