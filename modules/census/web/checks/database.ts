/** The database of field checks on a device, and the cache of their page; the service worker knows it by the same name. */
export const DATABASE = 'jianjia-checks';
