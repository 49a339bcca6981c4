import type { DocId, FirstStageOrder, RankRequest, Result } from '../core/request.ts';
import type { ErrorInfo } from '../core/errors.ts';

/** Where the sentence encoder computes: on the processor (WebAssembly) or on the graphics processor. */
export type EncoderDevice = 'wasm' | 'webgpu';

export interface EncoderOptions {
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. */
  readonly modelsUrl: string;
  /** Default `wasm`: the 8-bit encoder's matrix products have no WebGPU kernel, see docs/decisions. */
  readonly device?: EncoderDevice;
}

export interface LoadedEncoder {
  readonly id: string;
  readonly manifestSha256: string;
  readonly device: EncoderDevice;
  /** Why it is not the device that was asked for; null when it is. */
  readonly note: string | null;
  /** Encoders that read side by side, each in a worker of its own. */
  readonly workers: number;
  /** Milliseconds from call to ready. */
  readonly loadMs: number;
}

export interface FirstStageAnswer {
  readonly order: FirstStageOrder;
  /** Milliseconds in the worker. */
  readonly ms: number;
  /** Where the encoder computed; null when it took no part. */
  readonly device: EncoderDevice | null;
  /** Passages with a stretch that is longer than the encoder reads: its end was not looked at. */
  readonly cut: readonly DocId[];
  /** Query or passages are in a language that the encoder does not read, so that it took no part. Absent: they are not. */
  readonly otherLanguage?: boolean;
  /** Present: words alone for now. `better(ask)` gives the order with the encoder, which will have read so many of the passages. */
  readonly more?: { readonly ask: number; readonly reads: number };
}

/** The first stage's worker, control plane (Comlink). The data plane is the port of a load: LoadMessages. */
export interface FirstStageApi {
  /** Fetches, verifies and starts the encoder. After a failure it may be called again. */
  load(options: EncoderOptions, port: MessagePort): Promise<Result<LoadedEncoder, ErrorInfo>>;
  /**
   * Orders a list; with BM25 alone while no encoder is loaded, and at first of a list too long for the encoder to read at once: then `more` says so. Null when
   * a newer call came in between: only the newest is answered.
   */
  order(request: RankRequest): Promise<FirstStageAnswer | null>;
  /** The order of the list of an answer with `more`, with the encoder. Null when a newer list was asked for. */
  better(ask: number): Promise<FirstStageAnswer | null>;
  /** Answers at once: the page's sign that the worker lives. */
  ping(): Promise<'pong'>;
}
