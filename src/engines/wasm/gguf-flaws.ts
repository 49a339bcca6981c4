import { errorInfo } from '../../core/errors.ts';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';

/** Why a GGUF file does not run here: a code with values, worded in `app/words/`. Sizes in bytes. */
export type GgufFlaw =
  /** Something else of this name. */
  | { readonly code: 'not-gguf' }
  /** A format of llama.cpp from before GGUF. */
  | { readonly code: 'older'; readonly format: string }
  | { readonly code: 'version'; readonly version: number }
  /** Written for big-endian machines. */
  | { readonly code: 'byte-order' }
  /** `wanted` null: it ends within its head. */
  | { readonly code: 'cut-short'; readonly bytes: number; readonly wanted: number | null }
  | { readonly code: 'damaged'; readonly what: string }
  | { readonly code: 'tensor-type'; readonly type: number; readonly tensor: string }
  /** A vocabulary without weights. */
  | { readonly code: 'vocabulary-only' }
  /** No model of text by itself: `kind` is what its head says (adapter, projector, imatrix). */
  | { readonly code: 'part'; readonly kind: string }
  /** One of several files. */
  | { readonly code: 'split'; readonly part: number; readonly parts: number }
  | { readonly code: 'architecture'; readonly architecture: string }
  | { readonly code: 'tokenizer'; readonly kind: string }
  /** `most`: of a file, or of all memory together. */
  | { readonly code: 'too-large'; readonly needed: number; readonly most: number }
  /** The browser did not give so much memory when it was asked for it. */
  | { readonly code: 'no-memory'; readonly needed: number };

/** What each flaw is for whoever loads the file: the engine's own codes. */
const CODES: Readonly<Record<GgufFlaw['code'], ErrorCode>> = {
  'not-gguf': 'not-a-model',
  older: 'not-a-model',
  version: 'not-a-model',
  'byte-order': 'not-a-model',
  'cut-short': 'model-incomplete',
  damaged: 'not-a-model',
  'tensor-type': 'unknown-architecture',
  'vocabulary-only': 'model-incomplete',
  part: 'not-a-model',
  split: 'model-incomplete',
  architecture: 'unknown-architecture',
  tokenizer: 'unknown-architecture',
  'too-large': 'out-of-memory',
  'no-memory': 'out-of-memory',
};

/** A flaw on its way up. */
export class GgufError extends Error {
  readonly flaw: GgufFlaw;
  constructor(flaw: GgufFlaw) {
    super(`the GGUF file cannot be run: ${JSON.stringify(flaw)}`);
    this.name = 'GgufError';
    this.flaw = flaw;
  }
}

/** A flaw as the engine tells it. */
export function ggufErrorInfo({ flaw, message }: GgufError): ErrorInfo {
  return errorInfo(CODES[flaw.code], message);
}
