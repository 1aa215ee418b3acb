import { unionKinds } from '@jianjia/organisations/contract';

/** Chinese title of a kind of union. */
export function kindTitle(kind: string): string {
  return Object.hasOwn(unionKinds, kind) ? unionKinds[kind as keyof typeof unionKinds] : kind;
}
