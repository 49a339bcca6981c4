import type { Embedding, Encoder } from './encoder.ts';

/**
 * An encoder's `embed` that remembers the texts seen last, so that an edit costs only what it changed. `most` embeddings are kept
 * (384 numbers each: 2000 are about 3 MB). Failures are not remembered.
 */
export function rememberEmbeddings(encoder: Pick<Encoder, 'embed'>, most = 2000): (text: string) => Promise<Embedding> {
  const known = new Map<string, Promise<Embedding>>();
  return async (text) => {
    const seen = known.get(text) ?? encoder.embed(text);
    // Set anew, so that the Map's order is the order of last use.
    known.delete(text);
    known.set(text, seen);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    try {
      return await seen;
    } catch (error) {
      known.delete(text);
      throw error;
    }
  };
}
