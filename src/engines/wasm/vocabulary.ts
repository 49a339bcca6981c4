import { errorInfo } from '../../core/errors.ts';
import { EngineError } from '../webllm/describe-error.ts';
import type { GgufEntry } from './gguf.ts';

/** The part of a Hugging Face `tokenizer.json` that llama.cpp's tokenizer is made of. */
interface TokenizerJson {
  readonly model?: {
    readonly type?: string;
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges?: readonly (string | readonly string[])[];
  };
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly pre_tokenizer?: PreTokenizer | null;
  readonly decoder?: { readonly type?: string } | null;
}

interface PreTokenizer {
  readonly type?: string;
  readonly individual_digits?: boolean;
  readonly pattern?: { readonly Regex?: string };
  readonly pretokenizers?: readonly PreTokenizer[];
}

const KINDS = { normal: 1, control: 3, user: 4, unused: 5 } as const;

/**
 * llama.cpp's name of how a byte-level tokenizer cuts a text into words: GPT-2's, SmolLM's, Llama 3's or Qwen's; null for one that it would cut otherwise. As
 * `models/convert/gguf_file.py` names them.
 */
export function wordsCutAs(pre: PreTokenizer | null | undefined): 'gpt-2' | 'smollm' | 'llama-bpe' | 'qwen2' | null {
  const parts = pre?.pretokenizers ?? (pre == null ? [] : [pre]);
  const [first] = parts;
  switch (parts.map(({ type }) => type).join(' ')) {
    case 'ByteLevel':
      return 'gpt-2';
    case 'Digits ByteLevel':
      return first?.individual_digits === true ? 'smollm' : null;
    case 'Split ByteLevel': {
      const pattern = first?.pattern?.Regex ?? '';
      if (pattern.includes(String.raw`|\p{N}{1,3}|`)) return 'llama-bpe';
      return pattern.includes(String.raw`|\p{N}|`) ? 'qwen2' : null;
    }
    default:
      return null;
  }
}

/**
 * A byte-level tokenizer as GGUF's metadata: `size` tokens with their kinds, merges, and the tokens that begin a text and end a turn. Throws
 * `unknown-architecture` for another kind, `wrong-tokenizer` for one with more tokens than the weights have rows.
 */
export function vocabularyEntries({
  tokenizer,
  size,
  begin,
  end,
}: {
  /** Of tokenizer.json. */
  readonly tokenizer: unknown;
  /** Rows of the embedding. */
  readonly size: number;
  readonly begin: number | null;
  readonly end: number;
}): readonly GgufEntry[] {
  const { model, added_tokens: added = [], pre_tokenizer: pre, decoder } = tokenizer as TokenizerJson;
  const cut = wordsCutAs(pre);
  const { merges = [] } = model ?? {};
  if (
    model === undefined ||
    (model.type ?? 'BPE') !== 'BPE' ||
    decoder?.type !== 'ByteLevel' ||
    cut === null ||
    merges.length === 0
  )
    throw refused(
      'unknown-architecture',
      'its tokenizer is not one of those that the engine for processors knows (byte-level BPE of GPT-2, SmolLM, Llama 3, Qwen)',
    );
  const texts = Array.from({ length: size }, (_, id) => `[unused${id}]`);
  const kinds = Array<number>(size).fill(KINDS.unused);
  const put = (id: number, text: string, kind: number): void => {
    if (!(id >= 0 && id < size))
      throw refused('wrong-tokenizer', `its tokenizer has a token ${id}, and its weights have ${size} rows`);
    texts[id] = text;
    kinds[id] = kind;
  };
  for (const [text, id] of Object.entries(model.vocab)) put(id, text, KINDS.normal);
  for (const { id, content, special } of added) put(id, content, special ? KINDS.control : KINDS.user);
  return [
    ['tokenizer.ggml.model', { text: 'gpt2' }],
    ['tokenizer.ggml.pre', { text: cut }],
    ['tokenizer.ggml.tokens', { texts }],
    ['tokenizer.ggml.token_type', { i32s: kinds }],
    ['tokenizer.ggml.merges', { texts: merges.map((merge) => (typeof merge === 'string' ? merge : merge.join(' '))) }],
    ['tokenizer.ggml.eos_token_id', { u32: end }],
    ...(begin === null ? [] : [['tokenizer.ggml.bos_token_id', { u32: begin }] as const]),
    // The conversation's template writes it where the conversation has it.
    ['tokenizer.ggml.add_bos_token', { bool: false }],
  ];
}

function refused(code: 'unknown-architecture' | 'wrong-tokenizer', message: string): EngineError {
  return new EngineError(errorInfo(code, message));
}
