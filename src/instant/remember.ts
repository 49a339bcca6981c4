import type { TermRule } from '../core/text/terms.ts';
import type { TokenVectors } from '../core/text/token-vectors.ts';
import type { Embedding, Encoder } from './encoder.ts';
import type { Reading } from './order.ts';

/** Bytes of word pieces' vectors that are kept: about 600 passages of 200 words. */
const MOST_BYTES = 64 * 2 ** 20;
/** Texts whose one vector is kept, 1.5 kB each: thousands of passages stay when only the query is edited. */
const MOST_TEXTS = 8000;

/** Texts whose words are kept: about 40 MB of passages of 100 words. */
const MOST_CUT = 12_000;

/**
 * A rule that remembers the texts it cut last, at most about twice as many as `most` tells: to find the words of a long list takes many times as long as to
 * count them, and an edit of the query changes none of them.
 */
export function rememberTerms(termsOf: TermRule, most: number = MOST_CUT): TermRule {
  let newer = new Map<string, readonly string[]>();
  let older = newer;
  return (text) => {
    const known = newer.get(text) ?? older.get(text) ?? termsOf(text);
    if (newer.size >= most && !newer.has(text)) {
      older = newer;
      newer = new Map();
    }
    newer.set(text, known);
    return known;
  };
}

/** What is kept of a text. Null: its pieces' vectors had to make room. */
interface Known {
  readonly whole: Promise<Pick<Embedding, 'vector' | 'cut'>>;
  tokens: Promise<TokenVectors> | null;
  bytes: number;
}

/**
 * An encoder that remembers the texts seen last, so that an edit costs only what it changed. Vectors of whole texts are small and many are kept; vectors of
 * word pieces are large and are kept up to `mostBytes`. Where they have gone and are asked for, the text is read again. Failures are not remembered.
 */
export function rememberEmbeddings(
  encoder: Pick<Encoder, 'embed'>,
  { mostBytes = MOST_BYTES, mostTexts = MOST_TEXTS }: { readonly mostBytes?: number; readonly mostTexts?: number } = {},
): Pick<Reading, 'embed' | 'tokens'> {
  const known = new Map<string, Known>();
  let bytes = 0;

  const read = (text: string): Known => {
    const embedding = encoder.embed(text);
    const own: Known = {
      whole: embedding.then(({ vector, cut }) => ({ vector, cut })),
      tokens: embedding.then(({ tokens }) => tokens),
      bytes: 0,
    };
    embedding.then(
      ({ tokens }) => {
        if (known.get(text) !== own || own.tokens === null) return;
        own.bytes = tokens.vectors.byteLength + tokens.spans.byteLength;
        bytes += own.bytes;
        makeRoom(text);
      },
      () => {
        if (known.get(text) === own) known.delete(text);
      },
    );
    own.tokens?.catch(() => {});
    own.whole.catch(() => {});
    return own;
  };

  /** The oldest texts give up their pieces, all but `newest`, until what is left fits. */
  const makeRoom = (newest: string): void => {
    for (const [text, own] of known) {
      if (bytes <= mostBytes) return;
      if (text === newest || own.bytes === 0) continue;
      bytes -= own.bytes;
      own.bytes = 0;
      own.tokens = null;
    }
  };

  const find = (text: string, needsTokens: boolean): Known => {
    const seen = known.get(text);
    const own = seen === undefined || (needsTokens && seen.tokens === null) ? read(text) : seen;
    // Set anew, so that the Map's order is the order of last use.
    known.delete(text);
    known.set(text, own);
    if (known.size > mostTexts) {
      const [oldest = '', gone] = known.entries().next().value ?? [];
      bytes -= gone?.bytes ?? 0;
      known.delete(oldest);
    }
    return own;
  };

  return {
    embed: (text) => find(text, false).whole,
    tokens: async (text) => (await find(text, true).tokens) ?? (await encoder.embed(text)).tokens,
  };
}
