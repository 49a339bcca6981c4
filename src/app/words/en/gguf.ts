import type { GgufFlaw } from '../../../engines/wasm/gguf-flaws.ts';
import type { ChatForm, ConversationSource } from '../../../engines/wasm/chat-template.ts';
import { format } from './format.ts';

/** A GGUF file that the reader gives as a model. */
export const title = (file: string): string => `The file ${file}`;
export const reading: string = 'Reading what the file says of itself…';

export const facts = {
  name: 'Name',
  architecture: 'Kind',
  parameters: 'Weights',
  quantization: 'Quantization',
  size: 'Size',
  memory: 'Memory',
  context: 'Context',
  conversation: 'Written to',
  prompt: 'Prompt',
  licence: 'Licence',
};
export const parameters = (count: number): string => `${format.number(Math.round(count / 1e6))} million`;
/** `most`: of any tab. That this tab gives it was tried. */
export const memory = ({ needed, most }: { readonly needed: number; readonly most: number }): string =>
  `about ${format.bytes(needed)} of this tab’s memory, which gave as much when it was asked; ${format.bytes(most)} is the most that a tab gives the engine`;
export const context = ({ chosen, trained }: { readonly chosen: number; readonly trained: number }): string =>
  chosen === trained
    ? `${format.tokens(chosen)}, as it was made for`
    : `${format.tokens(chosen)} of the ${format.number(trained)} that it was made for`;
export const licenceUnknown: string = 'the file tells none';

const FORMS: Readonly<Record<ChatForm, string>> = {
  chatml: 'in the form of ChatML',
  'llama-3': 'in the form of Llama 3',
  gemma: 'in the form of Gemma',
  phi: 'in the form of Phi',
  plain: 'as plain text',
};
const WHY = {
  none: 'the file brings no chat template',
  broken: 'the file’s chat template does not run here',
  strange: 'the file’s chat template cannot be followed here',
} as const;
export const conversation = (source: ConversationSource): string => {
  if (source.type === 'form') return `${FORMS[source.form]}, as ${WHY[source.why]}`;
  return source.turns
    ? 'by the chat template in the file'
    : 'by the chat template in the file; conversations of several turns only nearly so';
};

export const speed: string = 'How fast it is here is timed when it is loaded.';
export const use: string = 'Keep it and rank with it';
export const keep: string = 'Keep it in this browser';
export const leave: string = 'Leave it';
export const storing: string = 'Copying it into this browser’s storage, and taking its checksum…';
export const stop: string = 'Stop';
export const before: string = 'The model of before stays as it was.';

/** Why a file does not run here, and what to do. */
export const flaw = (found: GgufFlaw | { readonly code: 'unread' }): { readonly what: string; readonly next: string } => {
  switch (found.code) {
    case 'unread':
      return { what: 'The file cannot be read any more.', next: 'If it was moved or changed, pick it again.' };
    case 'not-gguf':
      return {
        what: 'This is no GGUF file: it does not begin as one.',
        next: 'If it came from the web, it may be a sign-in page under a model’s name: download it again, and look at its size.',
      };
    case 'older':
      return {
        what: `This file is in a format (${found.format}) that llama.cpp had before GGUF and reads no more.`,
        next: 'Take a newer file of the same model, or convert the original weights with llama.cpp’s convert_hf_to_gguf.py.',
      };
    case 'version':
      return {
        what: `This is version ${format.number(found.version)} of GGUF; versions 2 and 3 are read here.`,
        next:
          found.version < 2
            ? 'Take a newer file of the same model.'
            : 'It is newer than this page: reload the page, or take a file of version 3.',
      };
    case 'byte-order':
      return {
        what: 'The file was written for machines with the other byte order (big-endian).',
        next: 'Take the usual file, or turn it round with llama.cpp’s gguf_convert_endian.py.',
      };
    case 'cut-short':
      return {
        what:
          found.wanted === null
            ? `The file ends in the middle of its own head, after ${format.bytes(found.bytes)}.`
            : `The file has ${format.bytes(found.bytes)} and should have ${format.bytes(found.wanted)}: its end is missing.`,
        next: 'Download it again, and let it finish.',
      };
    case 'damaged':
      return { what: `The file’s head is damaged: ${found.what}.`, next: 'Download it again, and compare its checksum.' };
    case 'tensor-type':
      return {
        what: `Its weights lie in a way (type ${format.number(found.type)}, ${found.tensor}) that the engine here does not know.`,
        next: 'Take another quantization of the same model: Q4_K_M or Q4_0.',
      };
    case 'vocabulary-only':
      return { what: 'The file holds a vocabulary and no weights.', next: 'Take the file of the model itself.' };
    case 'part':
      return {
        what: `The file is no model by itself; it says of itself that it is: ${found.kind}.`,
        next: 'Take the model’s own file. An adapter is merged into its model first (llama-export-lora).',
      };
    case 'split':
      return {
        what: `This is part ${format.number(found.part)} of ${format.number(found.parts)} of a model.`,
        next: 'Join the parts into one file first: llama-gguf-split --merge.',
      };
    case 'architecture':
      return {
        what: `The engine here has no such kind of model that answers in text: ${found.architecture === '' ? 'the file names none' : found.architecture}.`,
        next: 'Choose a model of the Llama, Qwen, Gemma, Mistral, Phi or SmolLM kind.',
      };
    case 'tokenizer':
      return {
        what: `Its vocabulary is of a kind (${found.kind === '' ? 'none named' : found.kind}) by which answers cannot be held to their form here.`,
        next: 'Choose a model with a byte-level vocabulary (Llama 3, Qwen, SmolLM) or SentencePiece’s (Llama 2, Gemma).',
      };
    case 'too-large':
      return {
        what: `It needs ${format.bytes(found.needed)}, and a tab can give the engine ${format.bytes(found.most)} at most.`,
        next: 'Take a smaller model or a smaller quantization, or run it behind a server (connected.html).',
      };
    case 'no-memory':
      return {
        what: `It needs about ${format.bytes(found.needed)} of memory, and the browser did not give so much when it was asked.`,
        next: 'Close other tabs and try again, or take a smaller model.',
      };
  }
};
