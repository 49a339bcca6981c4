import type { ChatMessage } from '../../core/log/event.ts';

/** The part of `conv_template` (mlc-chat-config.json) that shapes a prompt. */
export interface ConversationTemplate {
  readonly system_template: string;
  readonly system_message: string;
  /** False: an empty system message is not written at all. */
  readonly render_empty_system_message?: boolean;
  readonly system_prefix_token_ids?: readonly number[] | null;
  readonly add_role_after_system_message?: boolean;
  readonly roles: { readonly user: string; readonly assistant: string };
  readonly role_templates?: { readonly user?: string; readonly assistant?: string };
  readonly role_content_sep?: string;
  readonly role_empty_sep?: string;
  readonly seps: readonly string[];
  readonly stop_token_ids?: readonly number[];
  readonly stop_str?: readonly string[];
}

/**
 * The texts that WebLLM 0.2.86 encodes one by one for a conversation that ends with the user's message. Each is tokenised on its own, so a
 * prompt's length is the sum over them.
 */
export function promptPieces(template: ConversationTemplate, messages: readonly ChatMessage[]): readonly string[] {
  return filledPieces(template, messages).map(({ text }) => text);
}

/** Where the content of the message at `place` begins: in which piece of `promptPieces`, at which UTF-16 offset. */
export function contentPlace(
  template: ConversationTemplate,
  messages: readonly ChatMessage[],
  place: number,
): { readonly piece: number; readonly at: number } {
  const pieces = filledPieces(template, messages);
  const piece = pieces.findIndex(({ message }) => message === place);
  const found = pieces[piece];
  if (found === undefined) throw new Error(`the conversation shows no message ${place}`);
  return { piece, at: found.at };
}

interface FilledPiece {
  readonly text: string;
  /** Place of the message whose content stands in it at `at`; null: none does. */
  readonly message: number | null;
  readonly at: number;
}

function filledPieces(template: ConversationTemplate, messages: readonly ChatMessage[]): readonly FilledPiece[] {
  const first = messages[0];
  const message = first?.role === 'system' ? first.content : template.system_message;
  const hidden = message === '' && template.render_empty_system_message === false;
  const system = hidden ? '' : template.system_template.replace('{system_message}', () => message);
  const skipped = first?.role === 'system' ? 1 : 0;
  const pieces = messages.slice(skipped).map(({ role, content }, index): FilledPiece => {
    const speaker = role === 'assistant' ? 'assistant' : 'user';
    const frame = template.role_templates?.[speaker];
    const text = frame?.replace(`{${speaker}_message}`, () => content).replace('{function_string}', '') ?? content;
    const inside = Math.max(0, frame?.replace('{function_string}', '').indexOf(`{${speaker}_message}`) ?? 0);
    const bare = template.add_role_after_system_message === false && system !== '' && index === 0;
    const lead = bare ? '' : template.roles[speaker] + (template.role_content_sep ?? ': ');
    const sep = template.seps[index % template.seps.length] ?? '';
    return { text: lead + text + sep, message: index + skipped, at: lead.length + inside };
  });
  const systemAt = Math.max(0, template.system_template.indexOf('{system_message}'));
  return [
    ...(system === '' ? [] : [{ text: system, message: skipped === 1 ? 0 : null, at: systemAt }]),
    ...pieces,
    { text: template.roles.assistant + (template.role_empty_sep ?? ': '), message: null, at: 0 },
  ];
}

/**
 * A message's content so that WebLLM's prompt holds it as it is: where a role template is filled in, WebLLM uses String.replace with the
 * content as replacement, in which `$&` and `$$` mean something.
 */
export function escapeContent(template: ConversationTemplate, { role, content }: ChatMessage): string {
  const filledIn = template.role_templates?.[role === 'assistant' ? 'assistant' : 'user'] !== undefined && role !== 'system';
  return filledIn || role === 'system' ? content.replaceAll('$', '$$$$') : content;
}
