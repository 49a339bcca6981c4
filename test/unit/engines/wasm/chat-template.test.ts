import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../../src/core/log/event.ts';
import { conversationOf, deriveConversation, rendererOf } from '../../../../src/engines/wasm/chat-template.ts';
import type { RenderChat } from '../../../../src/engines/wasm/chat-template.ts';
import type { GgufTokenizer } from '../../../../src/engines/wasm/gguf-vocabulary.ts';
import { promptPieces } from '../../../../src/engines/webllm/template.ts';
import { CHATML } from '../../../support/gguf-files.ts';

/** Templates of the kinds that model files bring, written after the forms that their makers publish. */
const TEMPLATES: Readonly<Record<string, string>> = {
  'ChatML with a system message of its own': CHATML,
  'ChatML without one': `{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}`,
  'Llama 3 with its dates': `{{- bos_token }}{%- if not date_string is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- endif %}{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content']|trim %}{%- set messages = messages[1:] %}{%- else %}{%- set system_message = "" %}{%- endif %}{{- "<|start_header_id|>system<|end_header_id|>\n\n" }}{{- "Today Date: " + date_string + "\n\n" }}{{- system_message }}{{- "<|eot_id|>" }}{%- for message in messages %}{{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}{%- endfor %}{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{%- endif %}`,
  'Gemma, which takes no system message': `{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}`,
  'Gemma 3, which writes it into the first turn': `{{ bos_token }}{%- if messages[0]['role'] == 'system' -%}{%- set first = messages[0]['content'] + '\n\n' -%}{%- set rest = messages[1:] -%}{%- else -%}{%- set first = "" -%}{%- set rest = messages -%}{%- endif -%}{%- for message in rest -%}{%- if (message['role'] == 'assistant') -%}{%- set role = "model" -%}{%- else -%}{%- set role = message['role'] -%}{%- endif -%}{{ '<start_of_turn>' + role + '\n' + (first if loop.first else "") }}{{ message['content'] | trim }}{{ '<end_of_turn>\n' }}{%- endfor -%}{%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}`,
  'Mistral’s brackets': `{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + message['content'] + eos_token}}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}`,
  Zephyr: `{% for message in messages %}{% if message['role'] == 'user' %}{{ '<|user|>\n' + message['content'] + eos_token }}{% elif message['role'] == 'system' %}{{ '<|system|>\n' + message['content'] + eos_token }}{% elif message['role'] == 'assistant' %}{{ '<|assistant|>\n' + message['content'] + eos_token }}{% endif %}\n{% if loop.last and add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}{% endfor %}`,
  'one that opens the thought': `{{ bos_token }}{% for message in messages %}{% if message.role == 'system' %}{{ message.content }}{% elif message.role == 'user' %}{{ '<｜User｜>' + message.content }}{% else %}{{ '<｜Assistant｜>' + message.content + '<｜end▁of▁sentence｜>' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\n' }}{% endif %}`,
};

const TOKENS = { begin: { id: 1, text: '<s>' }, end: { id: 2, text: '</s>' } };
const vocabulary = (contents: readonly string[], more: Partial<GgufTokenizer> = {}): GgufTokenizer => ({
  model: { vocab: {} },
  added_tokens: contents.map((content, place) => ({ id: 10 + place, content, special: true })),
  decoder: { type: 'ByteLevel' },
  size: 100,
  ...TOKENS,
  stops: [2],
  addsBegin: false,
  addsSpace: false,
  ...more,
});

/** As a passage may be, without space at its ends: templates take that away. */
const text = fc
  .array(fc.constantFrom('[1]', ' ', '\n', 'passage', '$&', '{{ x }}', '<b>', '東京', '“', '> [2]', '{user_message}', '%}'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => `a${parts.join('')}z`);

describe('a chat template', () => {
  it.each(Object.entries(TEMPLATES))('of %s is followed to the letter', async (name, source) => {
    const render = (await rendererOf(source, TOKENS)) as RenderChat;
    const found = deriveConversation(render, TOKENS.begin.text);
    if (found === null) throw new Error('not followed');
    const takesSystem = !/no system|brackets/.test(name);
    fc.assert(
      fc.property(text, text, text, text, (system, first, reply, second) => {
        const one: readonly ChatMessage[] = [{ role: 'user', content: first }];
        const all: readonly ChatMessage[] = [...one, { role: 'assistant', content: reply }, { role: 'user', content: second }];
        const withSystem: readonly ChatMessage[] = [{ role: 'system', content: system }, ...one];
        for (const messages of [one, ...(found.turns ? [all] : []), ...(takesSystem ? [withSystem] : [])]) {
          const wanted = render(messages, true);
          const written = promptPieces(found.conversation, messages).join('');
          expect((found.writesBegin ? TOKENS.begin.text : '') + written).toBe(wanted);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('that takes no system message has its text first in the reader’s own', async () => {
    const render = (await rendererOf(TEMPLATES['Gemma, which takes no system message'] ?? '', TOKENS)) as RenderChat;
    const { conversation } = deriveConversation(render, '<s>') ?? {};
    const messages: readonly ChatMessage[] = [
      { role: 'system', content: 'Order them.' },
      { role: 'user', content: 'Here they are.' },
    ];
    expect(conversation && promptPieces(conversation, messages).join('')).toBe(
      '<start_of_turn>user\nOrder them.\n\nHere they are.<end_of_turn>\n<start_of_turn>model\n',
    );
  });

  it('writes the same day every day', async () => {
    const source = `{{ strftime_now('%d %b %Y') }}{% for message in messages %}{{ message.content }}{% endfor %}`;
    const render = (await rendererOf(source, TOKENS)) as RenderChat;
    expect(render([{ role: 'user', content: '!' }], true)).toBe('26 Jul 2024!');
  });

  it('gives the tokens that begin a text and end a turn', async () => {
    const tokenizer = vocabulary(['<|eot_id|>'], { addsBegin: true });
    const { conversation, source } = await conversationOf(TEMPLATES['Llama 3 with its dates'] ?? '', tokenizer);
    expect(source).toEqual({ type: 'template', turns: true });
    expect(conversation).toMatchObject({ system_prefix_token_ids: [1], stop_token_ids: [2, 10] });
  });
});

describe('where no template can be followed', () => {
  it.each([
    ['there is none', '', 'none'],
    ['it is no program', '{% for %}', 'broken'],
    ['it always fails', `{{ raise_exception('no') }}`, 'broken'],
    [
      'it writes the texts in another order',
      `{% for message in messages | reverse %}{{ message.content }}|{% endfor %}`,
      'strange',
    ],
    ['it leaves the reader’s text out', `{{ bos_token }}nothing`, 'strange'],
  ])('because %s, a form is taken that the tokens speak of, and that is told', async (_why, source, why) => {
    const taken = async (tokens: readonly string[]) => (await conversationOf(source, vocabulary(tokens))).source;
    expect(await taken(['<|im_start|>', '<|im_end|>'])).toEqual({ type: 'form', form: 'chatml', why });
    expect(await taken(['<start_of_turn>'])).toEqual({ type: 'form', form: 'gemma', why });
    expect(await taken([])).toEqual({ type: 'form', form: 'plain', why });
  });
});
