import * as Comlink from 'comlink';
import type { ErrorInfo } from '../protocol/error-info.ts';
import type { EncoderOptions, LoadedEncoder } from '../protocol/first-stage-api.ts';
import type { LoadEvent } from '../protocol/load-event.ts';
import type { Result } from '../rank/result.ts';
import type { FirstStage } from './connect-first-stage.ts';
import { untilLost } from './until-lost.ts';

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
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<LoadEvent>) => onEvent(data);
  try {
    return await untilLost(firstStage, (api) =>
      api.load({ modelsUrl: new URL('models/', document.baseURI).href, ...options }, Comlink.transfer(port2, [port2])),
    );
  } finally {
    port1.close();
  }
}
