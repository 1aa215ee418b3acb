import { config } from 'zod';
import { giveNonces } from './frame/nonce.ts';

// What the policy of the pages asks for, before any other module runs: style elements carry the nonce, and no code is
// made from text.
giveNonces();
config({ jitless: true });
