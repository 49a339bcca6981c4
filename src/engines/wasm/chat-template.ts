import type { ChatMessage } from '../../core/log/event.ts';
import { promptPieces } from '../webllm/template.ts';
import type { ConversationTemplate } from '../webllm/template.ts';
import type { GgufTokenizer } from './gguf-vocabulary.ts';

// How a model of a GGUF file is spoken to. Its own template is a program (Jinja): it is run on a few conversations whose texts are known, and what it writes around
// them becomes our conversation template, which must then give the same text to the letter. So the guide, the places of passages and the prompt's tokens are made as
// for every other model, and the program runs at no other time.

/** Where the form of a model's conversations comes from. */
export type ConversationSource =
  /** Its own template. `turns` false: conversations of several turns are not written as it would write them; of one they are. */
  | { readonly type: 'template'; readonly turns: boolean }
  /** A form that its tokens speak of, or plain text. `why`: it brings no template, or its template does not run, or cannot be followed. */
  | { readonly type: 'form'; readonly form: ChatForm; readonly why: 'none' | 'broken' | 'strange' };

/** Forms of conversations that are known by the tokens they are made of. */
export type ChatForm = 'chatml' | 'llama-3' | 'gemma' | 'phi' | 'plain';

const BASE = { role_content_sep: '', role_empty_sep: '', system_message: '', render_empty_system_message: false } as const;

/** A form, and a token that no other has. In order: the first whose token is there. */
const FORMS: readonly { readonly form: ChatForm; readonly token: string | null; readonly template: ConversationTemplate }[] = [
  {
    form: 'chatml',
    token: '<|im_start|>',
    template: {
      ...BASE,
      system_template: '<|im_start|>system\n{system_message}<|im_end|>\n',
      roles: { user: '<|im_start|>user\n', assistant: '<|im_start|>assistant\n' },
      seps: ['<|im_end|>\n', '<|im_end|>\n'],
      stop_str: ['<|im_end|>'],
    },
  },
  {
    form: 'llama-3',
    token: '<|start_header_id|>',
    template: {
      ...BASE,
      system_template: '<|start_header_id|>system<|end_header_id|>\n\n{system_message}<|eot_id|>',
      roles: {
        user: '<|start_header_id|>user<|end_header_id|>\n\n',
        assistant: '<|start_header_id|>assistant<|end_header_id|>\n\n',
      },
      seps: ['<|eot_id|>', '<|eot_id|>'],
      stop_str: ['<|eot_id|>'],
    },
  },
  {
    form: 'gemma',
    token: '<start_of_turn>',
    template: {
      ...BASE,
      system_template: '<start_of_turn>user\n{system_message}\n\n',
      add_role_after_system_message: false,
      roles: { user: '<start_of_turn>user\n', assistant: '<start_of_turn>model\n' },
      seps: ['<end_of_turn>\n', '<end_of_turn>\n'],
      stop_str: ['<end_of_turn>'],
    },
  },
  {
    form: 'phi',
    token: '<|end|>',
    template: {
      ...BASE,
      system_template: '<|system|>\n{system_message}<|end|>\n',
      roles: { user: '<|user|>\n', assistant: '<|assistant|>\n' },
      seps: ['<|end|>\n', '<|end|>\n'],
      stop_str: ['<|end|>'],
    },
  },
  {
    form: 'plain',
    token: null,
    template: {
      ...BASE,
      system_template: '{system_message}\n\n',
      roles: { user: '', assistant: '' },
      seps: ['\n\n', '\n\n'],
    },
  },
];

/** The conversation's form by the template that a file brings (empty: none), with the tokens that end a turn and begin a text. Never throws for a template. */
export async function conversationOf(
  source: string,
  tokenizer: GgufTokenizer,
): Promise<{ readonly conversation: ConversationTemplate; readonly source: ConversationSource }> {
  const render = source === '' ? null : await rendererOf(source, tokenizer);
  const derived = render === null ? null : deriveConversation(render, tokenizer.begin?.text ?? '');
  if (render !== null && derived !== null) {
    const { conversation, turns } = derived;
    return { conversation: withTokens(conversation, tokenizer, derived), source: { type: 'template', turns } };
  }
  const written = new Set(tokenizer.added_tokens.map(({ content }) => content));
  const found = FORMS.find(({ token }) => token === null || written.has(token));
  if (found === undefined) throw new Error('one form fits every vocabulary');
  const why = source === '' ? 'none' : render === null ? 'broken' : 'strange';
  return { conversation: withTokens(found.template, tokenizer, FROM_FORM), source: { type: 'form', form: found.form, why } };
}

const FROM_FORM = { writesBegin: false, behindReply: '' } as const;

function withTokens(
  conversation: ConversationTemplate,
  tokenizer: GgufTokenizer,
  { writesBegin, behindReply: behind }: Pick<DerivedChat, 'writesBegin' | 'behindReply'>,
): ConversationTemplate {
  const { begin, addsBegin, stops, added_tokens: added } = tokenizer;
  // Behind an answer the template writes the token that ends it; the file's own head may name another.
  const ending = added.filter(({ content, special }) => special && content !== '' && behind.startsWith(content));
  return {
    ...conversation,
    ...(begin !== null && (addsBegin || writesBegin) ? { system_prefix_token_ids: [begin.id] } : {}),
    stop_token_ids: [...new Set([...stops, ...ending.map(({ id }) => id)])],
  };
}

/** Writes a conversation up to where the assistant's turn begins; `open` false: up to the end of the last message. Throws what the template throws. */
export type RenderChat = (messages: readonly ChatMessage[], open: boolean) => string;

/** What Llama's templates call today where nobody tells the day: a prompt must be the same tomorrow. */
const NO_DAY = '26 Jul 2024';

/** The template as a function; null where it is no program that runs. */
export async function rendererOf(
  source: string,
  { begin, end }: Pick<GgufTokenizer, 'begin' | 'end'>,
): Promise<RenderChat | null> {
  // Needed for such files alone.
  const { Template } = await import('@huggingface/jinja');
  const given = {
    bos_token: begin?.text ?? '',
    eos_token: end?.text ?? '',
    date_string: NO_DAY,
    day_named: () => NO_DAY,
  };
  try {
    // The library's own clock cannot be taken out of its hands but by another name.
    const template = new Template(source.replaceAll('strftime_now', 'day_named'));
    const render: RenderChat = (messages, open) =>
      template.render({ ...given, messages: messages.map((message) => ({ ...message })), add_generation_prompt: open });
    render([{ role: 'user', content: 'x' }], true);
    return render;
  } catch {
    return null;
  }
}

const SYSTEM: ChatMessage = { role: 'system', content: 'SYSTEMTEXT' };
const FIRST: ChatMessage = { role: 'user', content: 'FIRSTTEXT' };
const REPLY: ChatMessage = { role: 'assistant', content: 'REPLYTEXT' };
const SECOND: ChatMessage = { role: 'user', content: 'SECONDTEXT' };
/** What a prompt of ours may look like: lines, marks, signs that mean something to programs. */
const LIKE_OURS: readonly ChatMessage[] = [
  { role: 'system', content: 'You order passages.\nGive the order between <answer> and </answer>.' },
  {
    role: 'user',
    content: 'Query: what is $& worth?\n\n[1] "{{ a }}" & <b>\n[2] 東京\n\nOrder them: <answer>[2] > [1]</answer>',
  },
];

interface DerivedChat {
  readonly conversation: ConversationTemplate;
  /** Whether conversations of several turns come out as the template writes them. */
  readonly turns: boolean;
  /** Whether the template writes the token that begins a text. */
  readonly writesBegin: boolean;
  /** What stands behind an answer that another turn follows; empty: it writes no such conversation. */
  readonly behindReply: string;
}

/**
 * The form of conversations that a template writes; null where it is not one of ours: texts between fixed words. What comes out writes one-turn conversations, with a
 * system message and without, as the template does, to the letter. `begin`: the text of the token that begins a prompt.
 */
export function deriveConversation(render: RenderChat, begin: string): DerivedChat | null {
  const written = (messages: readonly ChatMessage[], open = true): string | null => {
    try {
      return render(messages, open);
    } catch {
      // It refuses such a conversation.
      return null;
    }
  };
  const bare = between(written([FIRST]), [FIRST]);
  if (bare === null) return null;
  const writesBegin = begin !== '' && bare[0]?.startsWith(begin) === true;
  const plain = (text: string): string => (writesBegin && text.startsWith(begin) ? text.slice(begin.length) : text);
  const bareHead = plain(bare[0] ?? '');
  const tail = bare[1] ?? '';
  const closed = between(written([FIRST], false), [FIRST])?.[1] ?? '';
  const userSep = tail.startsWith(closed) ? closed : '';
  const header = tail.slice(userSep.length);
  const turns = between(written([FIRST, REPLY, SECOND]), [FIRST, REPLY, SECOND]);
  const [, afterUser = '', afterReply = ''] = turns ?? [];
  const role = afterUser.startsWith(userSep) ? afterUser.slice(userSep.length) : '';
  const assistant = role !== '' && header.startsWith(role) ? role : header;
  const both = written([SYSTEM, FIRST]);
  const withSystem = between(both, [SYSTEM, FIRST]);
  // Written somewhere else than before the reader's words. One that leaves it out is as one that refuses it.
  if (withSystem === null && both?.includes(SYSTEM.content) === true) return null;
  const systemHead = plain(withSystem?.[0] ?? '');
  const middle = withSystem?.[1] ?? '\n\n';
  // What stands before every message of the reader, wherever: the same before the first one, a later one, and one behind a system message.
  const user = [afterReply, middle].reduce(
    (common, text) => (text === '' || commonEnd(common, text).trim() === '' ? common : commonEnd(common, text)),
    bareHead,
  );
  const folds = withSystem === null || !middle.endsWith(user) || user === '';
  const replySep = afterReply.endsWith(user) ? afterReply.slice(0, afterReply.length - user.length) : '';
  const standing = bareHead.slice(0, bareHead.length - user.length);
  const systemTail = folds ? middle : middle.slice(0, middle.length - user.length);
  const systemStart = folds && withSystem === null ? user : systemHead;
  const system = standing.startsWith(systemStart) && standing.endsWith(systemTail) && standing !== '' && !folds;
  const conversation: ConversationTemplate = {
    system_template: `${systemStart}{system_message}${systemTail}`,
    // What it says itself where nobody else does.
    system_message: system ? standing.slice(systemStart.length, standing.length - systemTail.length) : '',
    ...(system ? {} : { render_empty_system_message: false }),
    ...(folds ? { add_role_after_system_message: false } : {}),
    roles: { user, assistant },
    role_content_sep: '',
    role_empty_sep: header.slice(assistant.length),
    seps: [userSep, replySep],
  };
  const same = (messages: readonly ChatMessage[]): boolean => {
    const wanted = written(messages);
    return wanted !== null && plain(wanted) === promptPieces(conversation, messages).join('');
  };
  // A template that takes no system message: its text comes first in the reader's own.
  const ours = withSystem === null ? LIKE_OURS.slice(1) : LIKE_OURS;
  if (![[FIRST], ours].every((messages) => same(messages))) return null;
  const more = withSystem === null ? [FIRST, REPLY, SECOND] : [SYSTEM, FIRST, REPLY, SECOND];
  return { conversation, turns: turns !== null && same(more), writesBegin, behindReply: afterReply };
}

/** What stands before, between and after the messages' texts; null where they do not all stand there, once each and in their order. */
function between(text: string | null, messages: readonly ChatMessage[]): readonly string[] | null {
  if (text === null) return null;
  const pieces: string[] = [];
  let rest = text;
  for (const { content } of messages) {
    const parts = rest.split(content);
    if (parts.length !== 2) return null;
    pieces.push(parts[0] ?? '');
    rest = parts[1] ?? '';
  }
  return [...pieces, rest];
}

/** The longest text that both end with. */
function commonEnd(one: string, other: string): string {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length === 0 ? '' : one.slice(-length);
}
