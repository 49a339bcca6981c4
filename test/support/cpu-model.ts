import { readFileSync } from 'node:fs';
import startModule from '@wllama/wllama/src/single-thread/wllama.js';
import type { ModelFamily } from '../../src/core/preset/families.ts';
import { FAMILIES } from '../../src/core/preset/families.ts';
import { startLlama } from '../../src/engines/wasm/llama.ts';
import type { Llama } from '../../src/engines/wasm/llama.ts';
import { createCpuModel } from '../../src/engines/wasm/model.ts';
import type { CpuModel } from '../../src/engines/wasm/model.ts';
import { transcode } from '../../src/engines/wasm/transcode.ts';
import type { ConversationTemplate } from '../../src/engines/webllm/template.ts';
import { mlcModel } from './mlc-model.ts';

/** The module that the package brings, for one thread. */
export function llamaWasm(): ArrayBuffer {
  return new Uint8Array(readFileSync('node_modules/@wllama/wllama/src/single-thread/wllama.wasm')).buffer;
}

/** A model of public/models in llama.cpp, in this process. */
export async function startCpuModel(
  id: string,
  contextTokens = 4096,
): Promise<{ readonly llama: Llama; readonly model: CpuModel }> {
  const files = mlcModel(id);
  const { bytes: gguf } = transcode(files);
  const llama = await startLlama({ start: startModule, wasm: llamaWasm(), gguf, contextTokens });
  const identity = { id, manifestSha256: '', library: 'llama.cpp', template: 'glassrank-1', engine: 'wllama', adapter: 'cpu' };
  const { conv_template: conversation } = files.config as { readonly conv_template: ConversationTemplate };
  const family = FAMILIES.find(({ id: name }) => name === 'glassrank') as ModelFamily;
  return { llama, model: createCpuModel({ identity, llama, conversation, tokenizer: files.tokenizer, family, contextTokens }) };
}
