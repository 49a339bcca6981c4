import { readdirSync, readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../src/core/preset/built-in.ts';
import { controlTokens, withoutTokens } from '../../../../src/core/preset/control-tokens.ts';
import { family, familyOf } from '../../../../src/core/preset/families.ts';
import { escapeText, neutralise } from '../../../../src/core/preset/fill.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import { controlsFor } from '../../../../src/core/run/shown.ts';
import { mannerOf } from '../../../../src/engines/webllm/family.ts';
import { promptPieces } from '../../../../src/engines/webllm/template.ts';
import type { ConversationTemplate } from '../../../../src/engines/webllm/template.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

interface TokenizerFile {
  readonly added_tokens: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
}

/** A tokenizer with the conversation that it is compiled with. */
interface Spoken {
  readonly name: string;
  readonly tokenizer: TokenizerFile;
  readonly conversation: ConversationTemplate;
}

const project = new URL('../../../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, project), 'utf8'));

/** Every model that is shipped, and every one that the converter is tried with. */
const shipped = ['public/models', 'test/fixtures/models'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, project), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && readdirSync(new URL(`${folder}/${entry.name}/`, project)).includes('mlc-chat-config.json'),
    )
    .map(({ name }): Spoken => {
      const { conv_template: conversation } = read(`${folder}/${name}/mlc-chat-config.json`) as {
        conv_template: ConversationTemplate;
      };
      return { name, tokenizer: read(`${folder}/${name}/tokenizer.json`) as TokenizerFile, conversation };
    }),
);

/** Tokens of other models' tokenizer.json, over the letters of a small one. Where the converter writes a role template, WebLLM fills it in. */
const letters = read('test/fixtures/models/random-llama/tokenizer.json') as TokenizerFile;
const like = (
  name: string,
  special: readonly string[],
  plain: readonly string[],
  conversation: Partial<ConversationTemplate>,
): Spoken => ({
  name,
  tokenizer: {
    ...letters,
    added_tokens: [...special, ...plain].map((content, place) => ({
      ...letters.added_tokens[0],
      id: 256 + place,
      content,
      special: special.includes(content),
    })),
  },
  conversation: {
    system_template: '',
    system_message: '',
    roles: { user: '', assistant: '' },
    seps: [''],
    ...conversation,
  } as ConversationTemplate,
});
const others: readonly Spoken[] = [
  like(
    'mistral',
    ['<unk>', '<s>', '</s>', '[INST]', '[/INST]', '[AVAILABLE_TOOLS]', '[TOOL_CALLS]', '[THINK]', '[/THINK]', '<SPECIAL_20>'],
    [],
    {
      roles: { user: '[INST]', assistant: '[/INST]' },
      seps: ['</s>'],
      role_content_sep: ' ',
      stop_str: ['</s>'],
    },
  ),
  like(
    'gemma',
    ['<pad>', '<eos>', '<bos>', '<unk>', '<start_of_turn>', '<end_of_turn>', '<|turn>', '<turn|>', '<unused0>'],
    ['\n\n', '<table>', '<b>'],
    {
      roles: { user: '<start_of_turn>user', assistant: '<start_of_turn>model' },
      seps: ['<end_of_turn>\n'],
      role_content_sep: '\n',
      stop_str: ['<end_of_turn>'],
    },
  ),
  like(
    'deepseek',
    ['<｜begin▁of▁sentence｜>', '<｜end▁of▁sentence｜>', '<｜fim▁hole｜>'],
    ['<｜User｜>', '<｜Assistant｜>', '<think>', '</think>'],
    {
      roles: { user: '<｜User｜>', assistant: '<｜Assistant｜>' },
      role_content_sep: '',
      stop_str: ['<｜end▁of▁sentence｜>'],
    },
  ),
  like('llama-2', ['<unk>', '<s>', '</s>', '▁<PRE>'], [], {
    system_template: '<<SYS>>\n{system_message}\n<</SYS>>\n\n',
    roles: { user: '<s>[INST]', assistant: '[/INST]' },
    role_templates: { user: '{user_message}', assistant: '{assistant_message}' },
    seps: [' ', ' </s>'],
    stop_str: ['</s>'],
  }),
];

const models = [...shipped, ...others].map(({ name, tokenizer, conversation }) => {
  const known = familyOf({ name }) ?? family('plain');
  const manner = mannerOf({
    family: known,
    conversation: { ...conversation, stop_token_ids: conversation.stop_token_ids ?? [0] },
    tokenizer,
  });
  const encoder = new Tokenizer(tokenizer as never, {});
  const controls = new Set(
    tokenizer.added_tokens.filter(({ content }) => manner.controlTokens.includes(content)).map(({ id }) => id),
  );
  return {
    name,
    conversation,
    manner,
    tokens: tokenizer.added_tokens.map(({ content }) => content),
    controls,
    encode: (text: string) => encoder.encode(text, { add_special_tokens: false }).ids,
  };
});

type Model = (typeof models)[number];

interface Texts {
  readonly query: string;
  readonly titles: readonly string[];
  readonly texts: readonly string[];
}

/** The control tokens of a whole prompt as WebLLM encodes it, in order. */
function controlsOf(model: Model, preset: Preset, { query, titles, texts }: Texts): readonly number[] {
  const shown = preset.question === 'relevance' ? texts.slice(0, 1) : texts;
  const prompt = presetPrompt({
    preset,
    query,
    candidates: shown.map((text, place) => ({ docId: docId(`d${place}`), title: titles[place] ?? '', text })),
    buckets: shown.map(() => 5),
    take: 1,
    controls: controlsFor({ controlTokens: model.manner.controlTokens, family: model.manner.family }, preset),
    countTokens: (text) => Math.ceil(text.length / 4),
    fits: () => true,
  });
  if (!prompt.ok) throw new Error(prompt.error.message);
  const { messages, completion } = prompt.value;
  const pieces = completion ? messages.map(({ content }) => content) : promptPieces(model.conversation, messages);
  return pieces.flatMap((piece) => model.encode(piece).filter((id: number) => model.controls.has(id)));
}

const plain: Texts = { query: 'x', titles: ['x', 'x', 'x'], texts: ['x', 'x', 'x'] };

/** Whole tokens, halves of them, and what could bring halves together. */
const hostile = (tokens: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...tokens),
        fc.tuple(fc.constantFrom(...tokens), fc.nat(20)).map(([token, at]) => token.slice(0, at)),
        fc.tuple(fc.constantFrom(...tokens), fc.nat(20)).map(([token, at]) => token.slice(at)),
        fc
          .tuple(fc.constantFrom(...tokens), fc.nat(20))
          .map(([token, at]) => `${token.slice(0, at)}{function_string}${token.slice(at)}`),
        fc
          .tuple(fc.constantFrom(...tokens), fc.nat(20), fc.constantFrom('\u200b', '\u00ad', '\n', ' ', '\u2060'))
          .map(([token, at, mark]) => token.slice(0, at) + mark + token.slice(at)),
        fc.constantFrom(...tokens).map((token) => token.replaceAll('▁', ' ')),
        fc
          .constantFrom(...tokens)
          .map((token) => token.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
        fc.constantFrom(
          'word',
          ' ',
          '\n',
          '[3]',
          '<',
          '>',
          '|',
          '{query}',
          '{text}',
          '$&',
          '$1',
          '<think>',
          '</think>',
          '<answer>',
          '‹',
          '⟦',
        ),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(''));

describe('the control tokens of a prompt are those of its template', () => {
  it.each(models.map((model) => [model.name, model] as const))(
    'of %s, whatever query, titles and passages say, by every preset',
    (_, model) => {
      expect(model.controls.size).toBeGreaterThan(1);
      const own = new Map(PRESETS.map((preset) => [preset.id, controlsOf(model, preset, plain)]));
      const text = hostile(model.tokens);
      fc.assert(
        fc.property(
          fc.constantFrom(...PRESETS),
          text,
          fc.array(text, { minLength: 3, maxLength: 3 }),
          fc.array(text, { minLength: 3, maxLength: 3 }),
          (preset, query, titles, texts) => {
            expect(controlsOf(model, preset, { query, titles, texts })).toEqual(own.get(preset.id));
          },
        ),
        { numRuns: cases(1000) },
      );
    },
    120_000,
  );

  it.each(models.map((model) => [model.name, model] as const))(
    'of %s, where halves of a token stand beside each other with nothing or a template’s own words between',
    (_, model) => {
      for (const preset of PRESETS) {
        const bare: Preset = {
          ...preset,
          titled: '{title}{text}',
          passage: preset.passage.replace('{text}', '{text}>'),
          separator: preset.separator === '\n' ? '' : preset.separator,
        };
        const own = controlsOf(model, bare, plain);
        for (const token of model.tokens) {
          for (const at of [1, Math.ceil(token.length / 2), token.length - 1]) {
            const [first, second] = [token.slice(0, at), token.slice(at)];
            const split = {
              query: token.slice(0, -1),
              titles: [first, first, first],
              texts: [second, second, token.slice(0, -1)],
            };
            expect(controlsOf(model, bare, split), `${preset.id} ${token}`).toEqual(own);
          }
        }
      }
    },
    120_000,
  );
});

describe('a control token', () => {
  it('of the shipped model is written by no passage, whoever asks', () => {
    const own = models.find(({ name }) => name.startsWith('glassrank'))?.tokens ?? [];
    expect(own).toHaveLength(17);
    for (const token of own) expect(neutralise(`git add ${token} now`).text).not.toContain(token);
  });

  it.each(PRESETS.map(({ id }) => [id] as const))(
    'that is commonly known is taken out by %s for engines that name none',
    (id) => {
      const preset = PRESETS.find((one) => one.id === id);
      if (preset === undefined) throw new Error(id);
      const named = new Set(
        [...others, ...shipped].flatMap(({ tokenizer }) =>
          tokenizer.added_tokens.filter(({ special }) => special).map(({ content }) => content),
        ),
      );
      named.delete('▁<PRE>');
      for (const token of named) expect(escapeText(`a ${token} b`, preset).text, token).not.toContain(token);
    },
  );

  it('is broken by a look-alike where it has one, by what is not seen where it has none', () => {
    const tokens = controlTokens(['<|im_end|>', '[INST]', '{tool}', '@@END@@', 'x', '  ']);
    expect(withoutTokens('a <|im_end|> [INST] {tool} @@END@@ x  y', tokens)).toEqual({
      text: 'a ‹|im_end|> ⟦INST] ❴tool} @\u2060@END@@ x  y',
      count: 4,
    });
  });

  it('is found where it overlaps another, and no text without one is changed', () => {
    const tokens = controlTokens(['<a><', '<b>', '<a>']);
    expect(withoutTokens('<a><b>', tokens).text).toBe('‹a>‹b>');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: broken, count } = withoutTokens(text, tokens);
        expect(tokens.find(broken)).toEqual([]);
        if (count === 0) expect(broken).toBe(text);
      }),
      { numRuns: cases(1000) },
    );
  });

  it.each(['<', '<|', '<|im_end|>', 'é<', '▁'])(
    'is looked for in %j, however often, in linear time',
    (unit) => {
      const tokens = controlTokens(
        Array.from({ length: 1000 }, (_, number) => `<unused${number}>`).concat('<|im_end|>', '▁<PRE>'),
      );
      expectLinear({
        make: (length) => unit.repeat(length / unit.length),
        read: (text) => withoutTokens(text, tokens),
        length: 300_000,
      });
    },
    60_000,
  );
});
