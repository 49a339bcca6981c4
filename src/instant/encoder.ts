import type { LoadedEncoder } from './api.ts';

/** A text as the encoder sees it. */
export interface Embedding {
  /** Of length 1, so that a dot product is a cosine. */
  readonly vector: Float32Array;
  /** The text has more word pieces than the encoder reads; its end was dropped. */
  readonly cut: boolean;
}

/** A sentence encoder. Tests give a scripted one. */
export interface Encoder {
  readonly identity: Omit<LoadedEncoder, 'loadMs'>;
  /** May be called again before it has answered: as many texts as `identity.workers` are read at once, the others wait. */
  embed(text: string): Promise<Embedding>;
}
