import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { LoadEvent, ProcessorSummary } from '../engine-client.ts';
import { ggufFile } from '../models/stored.ts';
import type { StoredModel } from '../models/stored.ts';
import type { StartedModel } from '../webllm/engine.ts';
import type { ModelStore } from '../webllm/fetch-model.ts';
import { askedBy, familyKnown } from '../webllm/find-model.ts';
import type { FoundModel } from '../webllm/find-model.ts';
import { readStored } from '../webllm/stored-model.ts';
import { GgufError, ggufErrorInfo } from './gguf-flaws.ts';
import { heldFile, readGgufHead } from './gguf-head.ts';
import { outlineGguf } from './gguf-outline.ts';
import { encodePieces } from './gguf-vocabulary.ts';
import { chunkFor } from './llama.ts';
import type { Llama } from './llama.ts';
import { createCpuModel } from './model.ts';
import type { OnProcessor } from './timed.ts';
import { LIBRARY, timed, TIMED_TEXT, WLLAMA_VERSION } from './timed.ts';

/**
 * Loads a stored GGUF file as it is: nothing is written anew. It is hashed first, then its head is read once more, as it was when the reader was told of it; llama.cpp
 * starts only where that head says that it can run.
 */
export async function loadGguf({
  found: { id, modelUrl, manifestSha256, template, stored },
  store,
  startLlama,
  processor,
  onEvent,
}: {
  readonly found: FoundModel & { readonly stored: StoredModel };
  readonly store: ModelStore;
  readonly startLlama: (
    model: { readonly gguf: Uint8Array<ArrayBuffer>; readonly contextTokens: number; readonly chunk?: number },
    processor: ProcessorSummary,
  ) => Promise<Llama>;
  readonly processor: ProcessorSummary;
  readonly onEvent: (event: LoadEvent) => void;
}): Promise<Result<StartedModel<OnProcessor>, ErrorInfo>> {
  const name = ggufFile(stored) ?? '';
  const file = stored.files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`${id} has no GGUF file`);
  onEvent({ type: 'load-start', files: 1, bytes: file.bytes });
  onEvent({ type: 'file-start', file: name, bytes: file.bytes, source: 'cache' });
  const gguf = await readStored({ record: stored, name, sha256: file.sha256, modelUrl, store });
  if (!gguf.ok) return gguf;
  onEvent({ type: 'file-progress', file: name, loadedBytes: file.bytes });
  onEvent({ type: 'file-end', file: name, source: 'cache' });
  onEvent({ type: 'engine-start' });
  try {
    const head = await readGgufHead(heldFile(gguf.value));
    const { tokenizer, conversation, contextTokens, parameters } = await outlineGguf(head, name, stored.contextTokens);
    onEvent({ type: 'engine-progress', progress: 0.2, text: '' });
    const llama = await startLlama({ gguf: gguf.value, contextTokens, chunk: chunkFor(parameters) }, processor);
    onEvent({ type: 'engine-progress', progress: 0.7, text: '' });
    const encode = encodePieces(llama.encode, tokenizer);
    const speed = await timed(llama.cache, encode(TIMED_TEXT));
    onEvent({ type: 'engine-progress', progress: 1, text: '' });
    const adapter = `processor, ${processor.threads} of ${processor.cores} cores`;
    const model = createCpuModel({
      identity: { id, manifestSha256, library: LIBRARY, template, engine: WLLAMA_VERSION, adapter },
      llama: { ...llama, encode },
      conversation,
      tokenizer,
      family: familyKnown(stored.family, stored.name),
      contextTokens,
    });
    const about = { processor: { ...processor, ...speed, scales: 0, inexactScales: 0 } };
    return { ok: true, value: { model, about, asked: askedBy(stored, model.family ?? familyKnown(stored.family)) } };
  } catch (error) {
    if (error instanceof GgufError) return { ok: false, error: ggufErrorInfo(error) };
    throw error;
  }
}
