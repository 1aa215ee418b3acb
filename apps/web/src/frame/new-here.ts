const KEY = 'jianjia.guided';

/** Whether this browser has not been shown around yet. */
export const isNewHere = (): boolean => localStorage.getItem(KEY) === null;

export const rememberVisit = (): void => localStorage.setItem(KEY, '1');
