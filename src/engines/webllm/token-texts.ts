/** The part of a Hugging Face `tokenizer.json` that is read here. */
interface TokenizerJson {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly decoder?: { readonly type: string; readonly decoders?: readonly { readonly type: string }[] } | null;
}

/**
 * The text of every token by id, for a byte-level BPE `tokenizer.json` (SmolLM2, Llama 3, Qwen). null: no text (special tokens, gaps); bytes
 * that are no whole character become U+FFFD. Throws for other kinds of tokenizer: a guide over wrong texts would be worse than none.
 */
export function tokenTexts(tokenizer: unknown): readonly (string | null)[] {
  const { model, added_tokens: added = [], decoder } = tokenizer as TokenizerJson;
  const kinds = [decoder?.type, ...(decoder?.decoders ?? []).map(({ type }) => type)];
  if (!kinds.includes('ByteLevel'))
    throw new Error(`tokenizer.json decodes by ${kinds.join(', ')}, only ByteLevel is known here`);
  const byteOf = byteLevelAlphabet();
  const decode = new TextDecoder('utf-8');
  const texts: (string | null)[] = [];
  for (const [token, id] of Object.entries(model.vocab)) {
    const bytes = [...token].map((character) => byteOf.get(character));
    // A character outside the alphabet: the token was added as text, not learnt as bytes.
    texts[id] = bytes.every((byte) => byte !== undefined) ? decode.decode(new Uint8Array(bytes)) : token;
  }
  for (const { id, content, special } of added) texts[id] = special ? null : content;
  return Array.from(texts, (text) => text ?? null);
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
