import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { escapeContent, promptPieces } from '../../../../src/engines/webllm/template.ts';
import type { ConversationTemplate } from '../../../../src/engines/webllm/template.ts';
import { webllmCachePlace } from '../../../../src/engines/webllm/fetch-model.ts';
import { promptTokens } from '../../../../src/engines/webllm/tokens.ts';
import { webLlmInternals } from '../../../../src/engines/webllm/internals.ts';
import type { WebLlmInternals } from '../../../../src/engines/webllm/internals.ts';

const config = JSON.parse(readFileSync('public/models/test-tiny/mlc-chat-config.json', 'utf8')) as {
  conv_template: ConversationTemplate;
};

describe('what is known of WebLLM', () => {
  test('the engine’s name in run logs is the installed version', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@mlc-ai/web-llm/package.json', 'utf8')) as { version: string };
    expect(readFileSync('src/engines/webllm/model.ts', 'utf8')).toContain(`'@mlc-ai/web-llm ${version}'`);
  });

  test('keys are those that WebLLM asks its caches for', () => {
    const url = 'https://host/models/m/';
    expect(webllmCachePlace(url, 'params_shard_0.bin')).toEqual({
      cache: 'webllm/model',
      key: `${url}resolve/main/params_shard_0.bin`,
    });
    expect(webllmCachePlace(url, 'mlc-chat-config.json')).toEqual({
      cache: 'webllm/config',
      key: `${url}resolve/main/mlc-chat-config.json`,
    });
    expect(webllmCachePlace(url, 'gpu.wasm')).toEqual({ cache: 'webllm/wasm', key: `${url}gpu.wasm` });
    expect(webllmCachePlace('http://localhost:1/m/', 'gpu.wasm').key).not.toContain('localhost');
    expect(webllmCachePlace('https://hub/u/m/resolve/v2/', 'tokenizer.json').key).toBe(
      'https://hub/u/m/resolve/v2/tokenizer.json',
    );
  });

  test('the test model’s template ends inside the thought', () => {
    expect(promptPieces(config.conv_template, [{ role: 'user', content: 'hi $&' }])).toEqual([
      '<|im_start|>user\nhi $&<|im_end|>\n',
      '<|im_start|>assistant\n<think>',
    ]);
  });

  test('a conversation is encoded piece by piece after its prefix tokens, a completion as one text', () => {
    const encode = (text: string): number[] => [text.length];
    const conversation = { ...config.conv_template, system_prefix_token_ids: [7] };
    const messages = [{ role: 'user' as const, content: 'hi' }];
    expect(promptTokens({ conversation, prompt: { messages }, encode })).toEqual([7, 30, 29]);
    expect(promptTokens({ conversation, prompt: { messages, completion: true }, encode })).toEqual([2]);
    expect(() => promptTokens({ conversation, prompt: { messages: [], completion: true }, encode })).toThrow(/one message/);
  });

  test('a template with a system message and role templates is followed', () => {
    const template: ConversationTemplate = {
      ...config.conv_template,
      system_template: '<s>{system_message}</s>',
      system_message: 'be good',
      role_templates: { user: '<{user_message}>' },
    };
    expect(promptPieces(template, [{ role: 'user', content: 'hi $& {system_message}' }])).toEqual([
      '<s>be good</s>',
      '<|im_start|>user\n<hi $& {system_message}><|im_end|>\n',
      '<|im_start|>assistant\n<think>',
    ]);
    expect(
      promptPieces(template, [
        { role: 'system', content: 'be $$' },
        { role: 'user', content: 'x' },
      ])[0],
    ).toBe('<s>be $$</s>');
  });

  test('a template that hides an empty system message writes none, and still one that says something', () => {
    const template: ConversationTemplate = {
      ...config.conv_template,
      system_template: '<s>{system_message}</s>',
      render_empty_system_message: false,
    };
    const asked = { role: 'user', content: 'hi' } as const;
    expect(promptPieces(template, [asked])[0]).toBe('<|im_start|>user\nhi<|im_end|>\n');
    expect(promptPieces(template, [{ role: 'system', content: 'be good' }, asked])[0]).toBe('<s>be good</s>');
    expect(promptPieces({ ...template, render_empty_system_message: true }, [asked])[0]).toBe('<s></s>');
  });

  test('content that WebLLM would fill in by String.replace arrives as it is', () => {
    const template: ConversationTemplate = { ...config.conv_template, role_templates: { user: '<{user_message}>' } };
    const content = "$& $1 $$ $` $'";
    expect('<{user_message}>'.replace('{user_message}', escapeContent(template, { role: 'user', content }))).toBe(`<${content}>`);
    expect(escapeContent(config.conv_template, { role: 'user', content })).toBe(content);
  });

  test('an upgrade that moves the internals fails with the place to look at', () => {
    expect(() => webLlmInternals({}, 'm')).toThrow(/webllm\/internals\.ts/);
    expect(() => webLlmInternals({ loadedModelIdToPipeline: new Map() }, 'm')).toThrow(/gave up loading m/);
    const paths = [
      'tokenizer.encode',
      'tokenizer.decode',
      'tvm.scalar',
      'device.sync',
      'prefillChunkSize',
      'filledKVCacheLength',
      'forwardKnownTokens',
      'updateLogitsOnCPU',
      'resetChat',
    ];
    for (const path of paths) {
      const [room = '', name] = path.split('.');
      const pipeline = fakePipeline();
      if (name === undefined) Reflect.deleteProperty(pipeline, room);
      else Reflect.deleteProperty(Reflect.get(pipeline, room) as object, name);
      expect(() => internalsOf(pipeline)).toThrow(
        `WebLLM has moved LLMChatPipeline.${path}; see src/engines/webllm/internals.ts`,
      );
    }
    expect(internalsOf(fakePipeline()).encode('x')).toHaveLength(3);
  });

  test('the cache goes back by the runtime’s own function and counts what is left', () => {
    const pipeline = fakePipeline();
    const { cache } = internalsOf(pipeline);
    expect(cache.drop(4)).toBe(true);
    expect(pipeline.popped).toEqual(['cache', 'int64 0', 'int32 4']);
    expect(cache.length).toBe(6);
  });

  test.each([
    ['a recurrent state', { rnnState: 'state' }],
    ['a sliding window', { slidingWindowSize: 1024 }],
    ['no such function', { missing: true }],
  ])('a cache with %s cannot go back, says so and changes nothing', (_what, change) => {
    const pipeline = fakePipeline(change);
    expect(internalsOf(pipeline).cache.drop(4)).toBe(false);
    expect(pipeline.filledKVCacheLength).toBe(10);
    expect(pipeline.popped).toEqual([]);
  });
});

function internalsOf(pipeline: object): WebLlmInternals {
  return webLlmInternals({ loadedModelIdToPipeline: new Map([['m', pipeline]]) }, 'm');
}

/** All that is asked of WebLLM's pipeline, with ten tokens held. */
function fakePipeline({
  rnnState,
  slidingWindowSize = -1,
  missing = false,
}: { rnnState?: string; slidingWindowSize?: number; missing?: boolean } = {}) {
  const popped: unknown[] = [];
  return {
    popped,
    tokenizer: { encode: () => new Int32Array(3), decode: () => 'x' },
    tvm: {
      beginScope: () => {},
      endScope: () => {},
      detachFromCurrentScope: <T>(value: T): T => value,
      scalar: (value: number, dtype: string) => `${dtype} ${value}`,
      getGlobalFunc(name: string) {
        if (missing) throw new Error(`Cannot find global function ${name}`);
        expect(name).toBe('vm.builtin.kv_state_popn');
        return (...input: unknown[]) => popped.push(...input);
      },
    },
    device: { sync: async () => {} },
    kvCache: 'cache',
    rnnState,
    slidingWindowSize,
    prefillChunkSize: 4,
    filledKVCacheLength: 10,
    forwardKnownTokens: async () => ({ dispose: () => {} }),
    updateLogitsOnCPU: () => ({ toArray: () => Float32Array.of(1) }),
    resetChat: () => {},
  };
}
