/** Numbers an account may open within an hour, unless the installation says otherwise. */
export const UNMASKED_PER_HOUR = 60;
