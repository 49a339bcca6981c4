import type { CancelSignal, ModelPrompt } from '../../core/run/text-model.ts';
import type { TokenCache } from './internals.ts';
import { promptPieces } from './template.ts';
import type { ConversationTemplate } from './template.ts';

/** The part of a Hugging Face `tokenizer.json` that is read here. */
interface TokenizerJson {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly decoder?: { readonly type: string; readonly decoders?: readonly { readonly type: string }[] } | null;
}

/**
 * The text of every token by id, for the two kinds of `tokenizer.json` that language models have: byte-level (SmolLM2, Llama 3, Qwen, Mistral's Tekken)
 * and pieces with single bytes to fall back on (Llama 2, Mistral 7B, Gemma). null: no text (special tokens, gaps); bytes that are no whole character
 * become U+FFFD. Throws for other kinds: a guide over wrong texts would be worse than none.
 * @param spoken special tokens that count as text: a thought's tags, where a model has them as such.
 */
export function tokenTexts(tokenizer: unknown, spoken: readonly string[] = []): readonly (string | null)[] {
  const { model, added_tokens: added = [], decoder } = tokenizer as TokenizerJson;
  const kinds = [decoder?.type, ...(decoder?.decoders ?? []).map(({ type }) => type)];
  const textOf = kinds.includes('ByteLevel') ? byteLevelText() : kinds.includes('ByteFallback') ? pieceText : null;
  if (textOf === null)
    throw new Error(`tokenizer.json decodes by ${kinds.join(', ')}; only ByteLevel and ByteFallback are known here`);
  const texts: (string | null)[] = [];
  for (const [token, id] of Object.entries(model.vocab)) texts[id] = textOf(token);
  for (const { id, content, special } of added) texts[id] = special && !spoken.includes(content) ? null : content;
  return Array.from(texts, (text) => text ?? null);
}

function byteLevelText(): (token: string) => string {
  const byteOf = byteLevelAlphabet();
  const decode = new TextDecoder('utf-8');
  return (token) => {
    const bytes = [...token].map((character) => byteOf.get(character));
    // A character outside the alphabet: the token was added as text, not learnt as bytes.
    return bytes.every((byte) => byte !== undefined) ? decode.decode(new Uint8Array(bytes)) : token;
  };
}

/** SentencePiece's: `▁` stands for a space, `<0x0A>` for a byte. */
function pieceText(token: string): string {
  const byte = /^<0x([\dA-F]{2})>$/.exec(token)?.[1];
  if (byte === undefined) return token.replaceAll('▁', ' ');
  const code = Number.parseInt(byte, 16);
  return code < 0x80 ? String.fromCharCode(code) : '\u{fffd}';
}

/** GPT-2's stand-in characters for the 256 bytes: printable ones stand for themselves, the rest for U+0100 and up, in order. */
function byteLevelAlphabet(): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte += 1) {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    bytes.set(String.fromCodePoint(printable ? byte : next++), byte);
  }
  return bytes;
}

/** What reading gave. */
interface ReadTokens {
  /** Raw logits of the token after the last one read, one per id. Not to be written to. */
  readonly logits: Float32Array;
  /** Tokens that went through the model; the rest was held. */
  readonly computed: number;
}

/** Reads token sequences with a cache, each from where it leaves what is held. */
export interface TokenReader {
  /** The tokens in the cache; empty when that is not known. */
  readonly held: readonly number[];
  /** Reads a whole sequence, at least one token. null: cancelled, looked at between chunks. What was read until then is held. */
  read(tokens: readonly number[], cancel: CancelSignal): Promise<ReadTokens | null>;
  /** What somebody else has left in the cache; null: not known, it is cleared before the next reading. */
  leave(tokens: readonly number[] | null): void;
}

/**
 * The fewest tokens that a library reads quicker as one chunk than one after the other: two. Software libraries of before have no kernels for a few tokens and no words
 * about when a kernel is needed, which came with them; there a chunk of two costs 3.6 tokens and one of four 3.7 (docs/PERFORMANCE.md). A constant and no timing at
 * load: with it the same answer would be computed by other kernels on another day.
 * @param text the library's bytes as text.
 */
export function leastChunkOf(library: string, text: string | null): number {
  return library.startsWith('software') && text?.includes('// when: later') !== true ? 4 : 2;
}

/**
 * A reader over one cache, one reading at a time. It drops the held tokens behind the longest common prefix and reads on from there; a cache
 * that cannot drop is cleared and read again. Fewer than `leastChunk` tokens are read one by one. Work on the GPU is awaited through `settle`, which may end it with a lost device.
 */
export function createTokenReader(
  cache: TokenCache,
  settle: <T>(work: Promise<T>) => Promise<T> = (work) => work,
  leastChunk = 2,
): TokenReader {
  let held: readonly number[] | null = null;
  let last: Float32Array | null = null;

  async function read(tokens: readonly number[], cancel: CancelSignal): Promise<ReadTokens | null> {
    if (tokens.length === 0) throw new Error('nothing to read');
    const known = held !== null && held.length === cache.length ? held : [];
    let common = 0;
    while (common < known.length && common < tokens.length && known[common] === tokens[common]) common += 1;
    if (common === tokens.length && common === known.length && last !== null) return { logits: last, computed: 0 };
    // The logits come with the last token: that one is read again.
    let keep = Math.min(common, tokens.length - 1);
    last = null;
    // Until all went well, nothing is known.
    held = null;
    if (keep === 0 || (keep < cache.length && !cache.drop(cache.length - keep))) {
      keep = 0;
      cache.clear();
    }
    held = tokens.slice(0, keep);
    let computed = 0;
    for (let at = keep; at < tokens.length;) {
      if (cancel.aborted) return null;
      const left = tokens.length - at;
      const piece = tokens.slice(at, at + (left < leastChunk ? 1 : cache.chunk));
      held = null;
      // Of a token before another one nobody looks at the logits.
      if (left > 1 && piece.length === 1) await settle(cache.feed(piece[0] ?? 0));
      else last = await settle(cache.append(piece));
      at += piece.length;
      held = tokens.slice(0, at);
      computed += piece.length;
    }
    return last === null ? null : { logits: last, computed };
  }

  return {
    get held() {
      return held !== null && held.length === cache.length ? held : [];
    },
    read,
    leave(tokens) {
      held = tokens;
      last = null;
    },
  };
}

/** The tokens of what an assistant's turn holds. */
interface WrittenTokens {
  readonly tokens: readonly number[];
  /** So many of them, from the first, are those of its last turn. */
  readonly own: number;
}

/**
 * Tokens for a text that is written after `prompt`. Where the model's last turn began with this prompt, that turn's tokens are taken as far as
 * they spell the text; the rest is encoded by itself. A border inside one of its tokens gives up that token.
 */
export function writtenTokens({
  prompt,
  written,
  lastTurn,
  encode,
  decode,
}: {
  readonly prompt: readonly number[];
  readonly written: string;
  /** Prompt, what the turn held already, and what the model wrote, as it read them; empty: there was none. */
  readonly lastTurn: readonly number[];
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): WrittenTokens {
  let length = 0;
  let at = prompt.length;
  if (lastTurn.length > at && prompt.every((token, index) => lastTurn[index] === token)) {
    while (at < lastTurn.length && length < written.length) {
      let to = at + 1;
      let text = decode(lastTurn.slice(at, to));
      // A character of up to four bytes can be spread over as many tokens.
      while (text.includes('\u{fffd}') && to < lastTurn.length && to - at < 4) {
        to += 1;
        text = decode(lastTurn.slice(at, to));
      }
      if (text === '' || !written.startsWith(text, length)) break;
      length += text.length;
      at = to;
    }
  }
  const own = lastTurn.slice(prompt.length, Math.max(prompt.length, at));
  const rest = length === written.length ? [] : Array.from(encode(written.slice(length)));
  return { tokens: [...own, ...rest], own: own.length };
}

/** Tokens of a prompt without what is written after it, as WebLLM encodes it: each piece of a conversation by itself, a completion as one text. */
export function promptTokens({
  conversation,
  prompt: { messages, completion },
  encode,
}: {
  readonly conversation: ConversationTemplate;
  readonly prompt: Pick<ModelPrompt, 'messages' | 'completion'>;
  readonly encode: (text: string) => ArrayLike<number>;
}): readonly number[] {
  if (completion === true) {
    const [only, ...others] = messages;
    if (only === undefined || others.length > 0) throw new Error(`a completion continues one message, not ${messages.length}`);
    return Array.from(encode(only.content));
  }
  return [
    ...(conversation.system_prefix_token_ids ?? []),
    ...promptPieces(conversation, messages).flatMap((piece) => Array.from(encode(piece))),
  ];
}
