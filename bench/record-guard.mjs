/**
 * @typedef {{ ids: readonly number[], values: readonly number[] }} Logits
 * @typedef {{
 *   name: string, chunk: number | null, text: string, promptTokens: number, idsSha256: string, tokens: readonly number[],
 *   second: readonly number[], gaps: readonly number[], first: Logits, last: Logits }} GuardPrompt
 * @typedef {{ model: string, weights: Readonly<Record<string, string>>, chunks: readonly number[],
 *   guard?: { prompt: string, tokens: readonly number[] }, prompts: readonly GuardPrompt[] }} Golden
 * @typedef {{ promptTokens: number, idsSha256: string, best: number[], sampled: number[], first: number[], last: number[], finite: boolean,
 *   prefillPerSecond: number, decodePerSecond: number, text: string }} Recorded
 */

/**
 * Completes guard prompts with WebLLM, greedily; runs in a page. Where the library's best token is not torch's, torch's is forced, so that
 * every later position still has torch's text before it. `best`: the token with the highest logit; `sampled`: what the library's own sampler
 * took; `first`, `last`: its logits at the ids that the golden file names.
 * @param {{ MLCEngine: new (config: object) => any, folderUrl: string, libraryUrl: string, prompts: readonly GuardPrompt[],
 *   onPrompt?: (recorded: Recorded, index: number) => unknown }} task `folderUrl` ends in `/`
 * @returns {Promise<{ loadMs: number, recorded: Recorded[] }>}
 */
export async function recordGuard({ MLCEngine, folderUrl, libraryUrl, prompts, onPrompt }) {
  let prompt = prompts[0];
  let now = startRecord();
  const recorder = {
    processLogits(logits) {
      const at = now.best.length;
      let best = 0;
      for (let id = 0; id < logits.length; id++) {
        if (!Number.isFinite(logits[id])) now.finite = false;
        if (logits[id] > logits[best]) best = id;
      }
      now.best.push(best);
      if (at === 0) now.first = prompt.first.ids.map((id) => logits[id]);
      if (at === prompt.tokens.length - 1) now.last = prompt.last.ids.map((id) => logits[id]);
      const forced = prompt.tokens[at];
      if (forced !== undefined && best !== forced) logits[forced] = logits[best] + 1;
      return logits;
    },
    processSampledToken: (token) => now.sampled.push(token),
    resetState: () => {},
  };
  // "resolve/main/../../": WebLLM adds the layout of a model hub to every address that has no "resolve" in it.
  const record = { model_id: 'guarded', model: `${folderUrl}resolve/main/../../`, model_lib: libraryUrl };
  const engine = new MLCEngine({
    logLevel: 'ERROR',
    logitProcessorRegistry: new Map([['guarded', recorder]]),
    // Not the Cache API: other tests of the same origin empty it.
    appConfig: { cacheBackend: 'indexeddb', model_list: [record] },
  });
  const begin = performance.now();
  await engine.reload('guarded');
  const loadMs = performance.now() - begin;
  const { tokenizer } = engine.loadedModelIdToPipeline.get('guarded');
  const recorded = [];
  for (prompt of prompts) {
    now = startRecord();
    const reply = await engine.completions.create({
      prompt: prompt.text,
      max_tokens: prompt.tokens.length,
      temperature: 0,
      top_p: 1,
      ignore_eos: true,
    });
    const { usage, choices } = reply;
    now.promptTokens = usage.prompt_tokens;
    now.idsSha256 = await sha256Hex([...tokenizer.encode(prompt.text)].join(','));
    now.prefillPerSecond = usage.extra.prefill_tokens_per_s;
    now.decodePerSecond = usage.extra.decode_tokens_per_s;
    now.text = choices[0].text;
    await engine.resetChat();
    recorded.push(now);
    await onPrompt?.(now, recorded.length - 1);
  }
  await engine.unload();
  return { loadMs, recorded };
}

/** @returns {Recorded} */
function startRecord() {
  const numbers = { promptTokens: 0, prefillPerSecond: 0, decodePerSecond: 0 };
  return { ...numbers, idsSha256: '', best: [], sampled: [], first: [], last: [], finite: true, text: '' };
}

async function sha256Hex(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
