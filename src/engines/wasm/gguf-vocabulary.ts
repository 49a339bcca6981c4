import { GgufError } from './gguf-flaws.ts';
import type { GgufValue } from './gguf-head.ts';

/** A file's vocabulary in the form of Hugging Face's `tokenizer.json`, as far as the guide reads one: what each token spells, which are control tokens. */
export interface GgufTokenizer {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly decoder: { readonly type: 'ByteLevel' | 'ByteFallback' };
  /** Tokens, those without a use included. */
  readonly size: number;
  /** What stands at the beginning of a text and at the end of a turn; null: the file names none. */
  readonly begin: NamedToken | null;
  readonly end: NamedToken | null;
  /** Ids of all tokens that the file says end a turn. */
  readonly stops: readonly number[];
  /** Whether a prompt begins with `begin`, also where its template does not write it. */
  readonly addsBegin: boolean;
  /** Whether llama.cpp puts a space before every text that it cuts, as SentencePiece does. */
  readonly addsSpace: boolean;
}

interface NamedToken {
  readonly id: number;
  readonly text: string;
}

/** llama.cpp's kinds of tokens (llama.h, `llama_token_type`). */
const KIND = { unknown: 2, control: 3, user: 4, unused: 5 } as const;

/** How llama.cpp's kinds of tokenizers decode. Others (WordPiece, Unigram, RWKV's) are of models that the guide has not been tried on. */
const DECODERS: Readonly<Record<string, 'ByteLevel' | 'ByteFallback'>> = { gpt2: 'ByteLevel', llama: 'ByteFallback' };

/** Reads the vocabulary out of a file's metadata. Throws `GgufError` for a kind of tokenizer that is not known here. */
export function ggufTokenizer(metadata: ReadonlyMap<string, GgufValue>): GgufTokenizer {
  const of = (key: string): GgufValue | undefined => metadata.get(`tokenizer.ggml.${key}`);
  const kind = of('model');
  const decoder = typeof kind === 'string' ? DECODERS[kind] : undefined;
  if (decoder === undefined) throw new GgufError({ code: 'tokenizer', kind: typeof kind === 'string' ? kind : '' });
  const texts = listOf(of('tokens')).map(String);
  const kinds = listOf(of('token_type'));
  if (texts.length === 0) throw new GgufError({ code: 'tokenizer', kind: `${String(kind)}, without tokens` });
  const vocab: Record<string, number> = Object.create(null) as Record<string, number>;
  const added: { id: number; content: string; special: boolean }[] = [];
  for (const [id, content] of texts.entries()) {
    switch (kinds[id]) {
      case KIND.unused:
        break;
      case KIND.unknown:
      case KIND.control:
        added.push({ id, content, special: true });
        break;
      case KIND.user:
        added.push({ id, content, special: false });
        break;
      default:
        vocab[content] = id;
    }
  }
  const named = (key: string): NamedToken | null => {
    const id = of(`${key}_token_id`);
    const text = typeof id === 'number' ? texts[id] : undefined;
    return typeof id === 'number' && text !== undefined ? { id, text } : null;
  };
  const flag = (key: string, otherwise: boolean): boolean => {
    const value = of(key);
    return typeof value === 'boolean' ? value : otherwise;
  };
  const end = named('eos');
  const begin = named('bos');
  const isPieces = decoder === 'ByteFallback';
  return {
    model: { vocab },
    added_tokens: added,
    decoder: { type: decoder },
    size: texts.length,
    begin,
    end,
    stops: [...new Set([end, named('eot'), named('eom')].flatMap((token) => (token === null ? [] : [token.id])))],
    // What llama.cpp does where the file says nothing.
    addsBegin: begin !== null && flag('add_bos_token', isPieces),
    addsSpace: isPieces && flag('add_space_prefix', true),
  };
}

function listOf(value: GgufValue | undefined): readonly GgufValue[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Cuts texts as a tokenizer does that puts no space before them: pieces of a prompt and of an answer stand behind others. SentencePiece's cuts each text as if it
 * stood at the beginning; behind a line's end, which never joins with what follows, it does not.
 */
export function encodePieces(
  encode: (text: string) => readonly number[],
  { addsSpace }: Pick<GgufTokenizer, 'addsSpace'>,
): (text: string) => readonly number[] {
  if (!addsSpace) return encode;
  const before = encode('\n');
  return (text) => {
    if (text === '') return [];
    const all = encode(`\n${text}`);
    return before.every((token, place) => all[place] === token) ? all.slice(before.length) : encode(text);
  };
}
