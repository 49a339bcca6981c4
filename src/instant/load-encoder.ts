import type { ErrorInfo } from '../core/errors.ts';
import type { EncoderOptions, LoadedEncoder } from './api.ts';
import type { LoadEvent } from '../engines/webllm/load-event.ts';
import type { Result } from '../core/result.ts';
import type { FirstStage } from './connect-first-stage.ts';
import { readLoad } from '../engines/webllm/read-load.ts';

/** Loads the encoder into the first stage's worker. Never rejects; `onEvent` is called while the load lasts. */
export async function loadEncoder({
  firstStage,
  options,
  onEvent,
}: {
  firstStage: FirstStage;
  options?: Partial<EncoderOptions>;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<LoadedEncoder, ErrorInfo>> {
  const modelsUrl = new URL('models/', location.href).href;
  const { events, result } = readLoad(firstStage, (api, port) => api.load({ modelsUrl, ...options }, port));
  for await (const event of events) onEvent(event);
  return result;
}
