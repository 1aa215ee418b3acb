export { type Algorithm, ALGORITHMS, algorithmNamed, OVERHEAD } from './ciphers.ts';
export { DEMO_CONTENT } from './demo.ts';
export { type KeyInfo, Keyring } from './keyring.ts';
export { cipherOf, demoKeyring, initKeyring, keysPath, type KeyringOptions, openKeyring } from './open.ts';
export { canonical, endHash, HIDDEN_NUMBER, lastFour, type SealedKind, storedEnd } from './search.ts';
