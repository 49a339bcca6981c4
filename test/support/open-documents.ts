import { openFile } from '../../src/core/documents/open.ts';
import type { Dropped, DroppedText, RefusedFile } from '../../src/core/input/dropped.ts';
import { PATIENT } from './reader-worker.ts';

/** What a dropped file is found to hold. */
export async function opened(
  name: string,
  bytes: Uint8Array,
): Promise<{
  readonly files: readonly DroppedText[];
  readonly refused: readonly RefusedFile[];
  readonly notices: Dropped['notices'];
}> {
  const all: Dropped[] = [];
  for await (const dropped of openFile({ name, bytes }, { ...PATIENT, file: () => {} })) all.push(dropped);
  return {
    files: all.flatMap(({ files }) => files),
    refused: all.flatMap(({ refused = [] }) => refused),
    notices: all.flatMap(({ notices }) => notices),
  };
}
