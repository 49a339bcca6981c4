import { readFileSync } from 'node:fs';
import type { RunEvent } from '../../../../src/core/log/event.ts';

/** One stored run log, an event per line. */
export function readStream(name: string): readonly RunEvent[] {
  const text = readFileSync(new URL(`../../../fixtures/streams/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

export const STREAMS = [
  'one-window-complete',
  'two-windows-repaired',
  'stopped-in-second-window',
  'gpu-lost-while-reading',
  'unparsed-open-thought',
  'recorded-kettle',
  'recorded-bees',
  'recorded-windows',
  'read-kettle',
] as const;
