import { writeGguf } from '../../src/engines/wasm/gguf.ts';
import type { GgufEntry } from '../../src/engines/wasm/gguf.ts';
import { transcode } from '../../src/engines/wasm/transcode.ts';
import { mlcModel } from './mlc-model.ts';
import { readGguf } from './read-gguf.ts';

/** ChatML as most files bring it, with what Qwen2.5 says of itself where nobody gives it a system message. */
export const CHATML: string = [
  "{%- if messages[0]['role'] == 'system' %}{{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}",
  "{%- else %}{{- '<|im_start|>system\\nYou are a model.<|im_end|>\\n' }}{%- endif %}",
  "{%- for message in messages %}{%- if not (loop.first and message.role == 'system') %}",
  "{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}{%- endif %}{%- endfor %}",
  "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}",
].join('\n');

const FLOATS = /epsilon$|freq_base$/;

/** Metadata of the small model with its types, as the writer takes it. */
function tinyEntries(metadata: Readonly<Record<string, unknown>>): Map<string, GgufEntry[1]> {
  return new Map(
    Object.entries(metadata).map(([key, value]): [string, GgufEntry[1]] => {
      if (typeof value === 'string') return [key, { text: value }];
      if (typeof value === 'boolean') return [key, { bool: value }];
      if (Array.isArray(value)) return [key, typeof value[0] === 'string' ? { texts: value } : { i32s: value }];
      return [key, FLOATS.test(key) ? { f32: Number(value) } : { u32: Number(value) }];
    }),
  );
}

/** test-tiny as a GGUF file that somebody might give: with a name and a chat template, and whatever `change` does to its head. */
export function tinyGguf(change: (entries: Map<string, GgufEntry[1]>) => void = () => {}): Uint8Array<ArrayBuffer> {
  const { metadata, tensors } = readGguf(transcode(mlcModel('test-tiny')).bytes);
  const entries = tinyEntries(metadata);
  entries.set('general.name', { text: 'Tiny Instruct' });
  entries.set('tokenizer.chat_template', { text: CHATML });
  change(entries);
  return writeGguf(
    [...entries],
    tensors.map(({ name, shape, kind, bytes }) => ({ name, shape, kind, fill: (target) => target.set(bytes) })),
  );
}

/** The small model's weights behind a vocabulary of SentencePiece's kind: bytes, letters, a few pieces. What it writes means nothing. */
export function piecesGguf(): Uint8Array<ArrayBuffer> {
  const size = 768;
  const hex = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
  const letters = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place));
  const pieces = ['▁', '▁t', 'he', '▁the', 'er', '▁a', 'in', '▁[', '▁>', 'or', '▁o', '▁p', 're'];
  const texts = [
    '<unk>',
    '<s>',
    '</s>',
    ...Array.from({ length: 256 }, (_, byte) => hex(byte)),
    ...letters,
    ...pieces,
    '<|im_start|>',
    '<|im_end|>',
  ];
  const kinds: number[] = texts.map((text, id) => (id === 0 ? 2 : id < 3 || text.startsWith('<|') ? 3 : id < 259 ? 6 : 1));
  while (texts.length < size) {
    texts.push(`[unused${texts.length}]`);
    kinds.push(5);
  }
  return tinyGguf((entries) => {
    for (const key of entries.keys()) if (key.startsWith('tokenizer.')) entries.delete(key);
    entries.set('tokenizer.ggml.model', { text: 'llama' });
    entries.set('tokenizer.ggml.tokens', { texts });
    entries.set('tokenizer.ggml.token_type', { i32s: kinds });
    entries.set('tokenizer.ggml.bos_token_id', { u32: 1 });
    entries.set('tokenizer.ggml.eos_token_id', { u32: 2 });
  });
}
