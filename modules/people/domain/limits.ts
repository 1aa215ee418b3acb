/** Numbers an account may open within an hour, unless the installation says otherwise. */
export const UNMASKED_PER_HOUR = 60;
/** Searches by number an account may make within an hour, found or not. */
export const FOUND_PER_HOUR = 60;
