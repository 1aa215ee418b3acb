import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import '@jianjia/ui/ui.css';
import './frame/frame.css';
import { App } from './app.tsx';
import { giveNonces } from './frame/nonce.ts';

giveNonces();
// The policy of the pages allows no code made from text.
config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
