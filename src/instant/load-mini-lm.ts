import { probeAdapter } from '../engines/webllm/probe-adapter.ts';
import type { EncoderDevice } from './api.ts';
import type { FirstStageParts } from './create-first-stage.ts';
import encoderCatalog from './encoder-catalog.json' with { type: 'json' };
import type { EncoderSource } from './encoder-lane-api.ts';
import type { Encoder } from './encoder.ts';
import { fetchEncoder } from './fetch-encoder.ts';
import type { EncoderStore } from './fetch-encoder.ts';

/** Starts encoders from checked files; see `encoder-pool.ts`. */
export type StartEncoders = (source: EncoderSource) => Promise<Pick<Encoder, 'embed'> & { readonly workers: number }>;

/**
 * Loads the encoder: fetch, verify, start. WebGPU is taken only when asked for: all matrix products of the 8-bit encoder would stay on the processor
 * and every one of them would wait for two copies (docs/decisions). Where WebGPU then cannot be had the encoder runs on the processor and says why.
 */
export function miniLmLoader(start: StartEncoders, store: EncoderStore): FirstStageParts['loadEncoder'] {
  return async ({ options, onEvent }) => {
    const { id, manifestSha256 } = encoderCatalog;
    const files = await fetchEncoder({
      entry: encoderCatalog,
      encoderUrl: new URL(`${id}/`, options.modelsUrl).href,
      store,
      onEvent,
    });
    if (!files.ok) return files;
    onEvent({ type: 'engine-start' });
    const on = async (device: EncoderDevice, note: string | null): Promise<Encoder> => {
      const { workers, embed } = await start({ id, files: files.value, device });
      return { identity: { id, manifestSha256, device, note, workers }, embed };
    };
    if (options.device !== 'webgpu') return { ok: true, value: await on('wasm', null) };
    try {
      const probed = await probeAdapter(navigator.gpu, isSecureContext);
      if (!probed.ok) throw new Error(probed.error.message);
      return { ok: true, value: await on('webgpu', null) };
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return { ok: true, value: await on('wasm', `MiniLM runs on the processor: WebGPU could not be used (${cause}).`) };
    }
  };
}
