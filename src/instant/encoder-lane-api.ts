import type { EncoderDevice } from './api.ts';
import type { Embedding } from './encoder.ts';

/** What an encoder is started from. */
export interface EncoderSource {
  /** Folder name of the model. */
  readonly id: string;
  /** Checked contents by name: `config.json`, `tokenizer.json`, `tokenizer_config.json`, `onnx/model_quantized.onnx`. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly device: EncoderDevice;
}

/** One encoder in a worker of its own (Comlink), the inverse of `encoder-pool.ts`. */
export interface EncoderLaneApi {
  /** Once per worker. Rejects with what onnxruntime threw. */
  start(source: EncoderSource): Promise<void>;
  embed(text: string): Promise<Embedding>;
}
