export { copySql, copyWorld, storedLines } from './copy.ts';
export { writeDepartments, type WrittenFile } from './departments/write.ts';
export { writeWorld } from './files.ts';
export { loadWorld, type LoadOptions } from './load.ts';
export { worldNames, type WorldName } from './places.ts';
export { DEFAULT_AS_OF, world, worldName, type World, type WorldOptions } from './world.ts';
export type { RegisterName } from './registers/index.ts';
export type { Row } from './draw.ts';
