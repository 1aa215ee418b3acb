import type { KeyContent } from './key-content.ts';

/**
 * Published keys, for tests only: whoever reads this has them. `openKeyring` knows them and refuses them.
 */
export const DEMO_CONTENT: KeyContent = {
  format: 'jianjia-keys-1',
  dataKeys: [
    {
      version: 1,
      algorithm: 'aes-256-gcm',
      key: 'SJqHQbPV/GsWxgydiRLgMZ0FErg/qV5eMrKLU2lW8rg=',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  ],
  indexKey: {
    key: 'P39nnTw48wI3WvXr6F9OpPlqSHJDFnT+LIGPKNLRJHA=',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  signingKey: {
    privateKey:
      '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJAVGSSC21DtVTmqapJDhEGu93kvXf7UAb8/P9pDleXx\n-----END PRIVATE KEY-----\n',
    publicKey:
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA2agvX59zAm1Avt29HY50ZFpcshiWgu0/nD5gY1nFBlQ=\n-----END PUBLIC KEY-----\n',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
};
