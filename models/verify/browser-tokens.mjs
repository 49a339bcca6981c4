// stdin: {root, model, library, prompts: [{content, tokens}]}; stdout: one JSON line per prompt
// {promptTokens, tokens, text, prefillPerSecond, decodePerSecond}, as WebLLM writes them greedily.
import path from 'node:path';
import { withPage } from './open-page.mjs';

let input = '';
for await (const part of process.stdin) input += part;
const task = JSON.parse(input);
const root = path.resolve(task.root);

await withPage({ root, model: path.resolve(task.model) }, async (page) => {
  await page.exposeFunction('report', (line) => process.stdout.write(`${JSON.stringify(line)}\n`));
  await page.evaluate(async ({ library, prompts }) => {
    const { MLCEngine } = await import('/web-llm.js');
    let written = [];
    const recorder = {
      processLogits: (logits) => logits,
      processSampledToken: (token) => written.push(token),
      resetState: () => {},
    };
    const began = performance.now();
    const engine = new MLCEngine({
      logLevel: 'WARN',
      logitProcessorRegistry: new Map([['model', recorder]]),
      appConfig: {
        cacheBackend: 'cache',
        model_list: [{ model_id: 'model', model: `${location.origin}/model/`, model_lib: `${location.origin}/model/${library}` }],
      },
    });
    await engine.reload('model');
    await window.report({ loadMs: Math.round(performance.now() - began) });
    for (const { content, tokens } of prompts) {
      written = [];
      const reply = await engine.chat.completions.create({
        messages: [{ role: 'user', content }],
        max_tokens: tokens,
        temperature: 0,
        ignore_eos: true,
      });
      await engine.resetChat();
      await window.report({
        promptTokens: reply.usage.prompt_tokens,
        tokens: written,
        text: reply.choices[0].message.content,
        prefillPerSecond: reply.usage.extra.prefill_tokens_per_s,
        decodePerSecond: reply.usage.extra.decode_tokens_per_s,
      });
    }
  }, task);
});
