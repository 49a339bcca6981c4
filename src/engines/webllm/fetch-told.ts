import type { ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent } from './load-event.ts';
import type { Result } from '../../core/result.ts';
import { fetchVerified } from './fetch-verified.ts';
import type { ExpectedFile, FetchTools } from './fetch-verified.ts';

/** Fewest bytes between two file-progress events. */
const PROGRESS_STEP = 1 << 18;

/** `fetchVerified`, told as file-start and file-progress events; the file-end is the caller's, who may still have to store it. */
export async function fetchTold(
  file: ExpectedFile,
  tools: FetchTools,
  onEvent: (event: LoadEvent) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const size = file.bytes ?? 0;
  onEvent({ type: 'file-start', file: file.name, bytes: size, source: 'network' });
  let told = 0;
  return fetchVerified(file, tools, (loadedBytes) => {
    if (loadedBytes - told < PROGRESS_STEP && loadedBytes >= told && loadedBytes !== size) return;
    told = loadedBytes;
    onEvent({ type: 'file-progress', file: file.name, loadedBytes });
  });
}
