import { placeOf } from '@jianjia/ui';

/** The address of a union's page: its standards, item by item. */
export function unionPlace(code: string, search: Parameters<typeof placeOf>[1] = {}): string {
  return placeOf(`/unions/${encodeURIComponent(code)}`, search);
}

/** The address of the tree with the path down to a union open. */
export function treePlace(code: string, search: Parameters<typeof placeOf>[1] = {}): string {
  return placeOf('/tree', { at: code, ...search });
}
