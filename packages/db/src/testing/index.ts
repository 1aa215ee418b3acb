export { type TestDatabase, type TestServer, testDatabase } from './database.ts';
export { startTestServer } from './server.ts';
