import type { Screen } from '@jianjia/ui';
import { treeScreen } from './tree/screen.ts';

export { UnionPicker } from './picker/union-picker.tsx';
export { unionPlace } from './places.ts';
export { useTyped } from './use-typed.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [treeScreen];
