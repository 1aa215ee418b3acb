export { permissions, recordAreas, specialPermissions, type RecordArea } from './permissions.ts';
