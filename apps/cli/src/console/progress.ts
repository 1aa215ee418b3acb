import { basename } from 'node:path';
import cliProgress from 'cli-progress';
import type { ImportProgress } from '@jianjia/registers/exchange';

export interface ProgressView<T> {
  readonly show: (progress: T) => void;
  readonly stop: () => void;
}

const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: '读取',
  checking: '检查',
  storing: '存入',
};

/** A bar on standard error while files are read; nothing when standard error is no terminal. */
export function importProgress(): ProgressView<ImportProgress> {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const bar = newBar('{phase} {file} [{bar}] {percentage}% {rows} 行');
  let current = '';
  return {
    show: ({ file, phase, bytes, size, rows }) => {
      const payload = { file: basename(file), phase: PHASES[phase], rows: rows.toLocaleString('zh-CN') };
      if (file !== current) bar.start(Math.max(size, 1), 0, payload);
      current = file;
      bar.update(phase === 'reading' ? Math.min(bytes, size) : Math.max(size, 1), payload);
    },
    stop: () => bar.stop(),
  };
}

function newBar(format: string): cliProgress.SingleBar {
  return new cliProgress.SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true, fps: 5, etaBuffer: 20 },
    cliProgress.Presets.shades_classic,
  );
}
