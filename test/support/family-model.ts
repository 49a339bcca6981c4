import type { ModelFamily } from '../../src/core/preset/families.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import { mannerOf } from '../../src/engines/webllm/family.ts';
import type { ConversationTemplate } from '../../src/engines/webllm/template.ts';
import { tokenTexts } from '../../src/engines/webllm/tokens.ts';
import { createGuidedLogits } from '../../src/engines/webllm/guided.ts';
import { SCRIPTED_IDENTITY } from './scripted-model.ts';

/** A conversation template of no model: what matters of a family is its tags, its stops and whether the thought is open. */
export function conversationOf(end: string): ConversationTemplate {
  return {
    system_template: '<s>{system_message}</s>',
    system_message: '',
    roles: { user: 'user', assistant: 'assistant' },
    role_content_sep: '\n',
    role_empty_sep: `\n${end}`,
    seps: ['\n'],
    stop_str: ['<|end_of_turn|>'],
  };
}

/** Every printable ASCII character and the line end is a token; the family's tags and stops are special ones. */
export function tokenizerOf({ thought, stops: named }: Pick<ModelFamily, 'thought' | 'stops'>): {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  readonly decoder: { readonly type: 'ByteLevel' };
} {
  const stops = named.length === 0 ? ['<|end_of_turn|>'] : named;
  const characters = [...Array.from({ length: 94 }, (_, place) => String.fromCharCode(0x21 + place)), 'Ġ', 'Ċ'];
  const tags = thought === null ? [] : `${thought.open} ${thought.close}`.split(/(<\|[^|]*\|>|\[\/?[A-Z]+\]|<\/?\w+>)/);
  const special = [...new Set([...tags.filter((text) => /^[<[].*[>\]]$/.test(text)), ...stops])];
  return {
    model: { vocab: Object.fromEntries(characters.map((character, id) => [character, id])) },
    added_tokens: special.map((content, place) => ({ id: characters.length + place, content, special: true })),
    decoder: { type: 'ByteLevel' },
  };
}

/** What a model of a family has read and written. */
export interface FamilyModel extends TextModel {
  readonly calls: readonly GenerationInput[];
  /** Texts of the tokens of each call. */
  readonly written: readonly (readonly string[])[];
}

/**
 * A model of a family as WebLLM's adapter would make it of its files: the real manner, token texts and guided logits, over a model that thinks where nothing
 * keeps it from that. It wants to write a thought and then the passages in reverse, and takes the longest token that fits.
 */
export function createFamilyModel(known: ModelFamily, { end = '', count }: { end?: string; count: number }): FamilyModel {
  const tokenizer = tokenizerOf(known);
  const conversation = conversationOf(end);
  const { family, silenced, stopTokens, spoken } = mannerOf({ family: known, conversation, tokenizer });
  const texts = tokenTexts(tokenizer, spoken);
  const guided = createGuidedLogits(texts, stopTokens);
  const calls: GenerationInput[] = [];
  const all: string[][] = [];
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  const order = Array.from({ length: count }, (_, place) => `[${count - place}]`).join(' > ');

  function wish({ written = '', form, guide }: GenerationInput): string {
    const { thought } = family;
    // Held to an answer there is nothing else to wish for.
    const held = guide !== undefined && form?.begins === 'answer';
    const answer = `${form?.answer.shape.open ?? ''}${order}</answer>`;
    if (held || thought === null || written.includes(thought.close)) return answer;
    const begun = family.opensThought || written.includes(thought.open) ? '' : thought.open;
    return `${begun}${written === '' ? `[${count}] says it.` : ''}${thought.close}${answer}`;
  }

  return {
    identity: { ...SCRIPTED_IDENTITY, template: 'instruct-think' },
    contextTokens: 8192,
    family,
    opensThought: family.opensThought,
    ...(silenced === '' ? {} : { silenced }),
    countTokens,
    countPromptTokens: (messages) => messages.reduce((sum, { content }) => sum + countTokens(content), 0),
    calls,
    written: all,
    async *stream(input): AsyncGenerator<ModelChunk> {
      calls.push(input);
      const written: string[] = [];
      all.push(written);
      let left = wish(input);
      let finish: 'stop' | 'length' = 'length';
      guided.begin(input.guide);
      while (written.length < input.maxTokens) {
        const logits = new Float32Array(texts.length);
        for (const id of stopTokens) logits[id] = left === '' ? 100 : 0;
        texts.forEach((text, id) => {
          if (text !== null && left.startsWith(text)) logits[id] = text.length;
        });
        const masked = guided.processLogits(logits);
        const token = masked.indexOf(Math.max(...masked));
        guided.processSampledToken(token);
        if (stopTokens.includes(token)) {
          finish = 'stop';
          break;
        }
        const text = texts[token] ?? '';
        left = left.startsWith(text) ? left.slice(text.length) : left;
        written.push(text);
        yield { type: 'text', text };
      }
      guided.begin(undefined);
      const usage = { promptTokens: 1, completionTokens: written.length, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
      yield { type: 'end', finish, ...usage };
    },
  };
}
