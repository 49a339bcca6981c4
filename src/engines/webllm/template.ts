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
  const first = messages[0];
  const message = first?.role === 'system' ? first.content : template.system_message;
  const hidden = message === '' && template.render_empty_system_message === false;
  const system = hidden ? '' : template.system_template.replace('{system_message}', () => message);
  const turns = first?.role === 'system' ? messages.slice(1) : messages;
  const pieces = turns.map(({ role, content }, index) => {
    const speaker = role === 'assistant' ? 'assistant' : 'user';
    const text =
      template.role_templates?.[speaker]?.replace(`{${speaker}_message}`, () => content).replace('{function_string}', '') ??
      content;
    const bare = template.add_role_after_system_message === false && system !== '' && index === 0;
    const lead = bare ? '' : template.roles[speaker] + (template.role_content_sep ?? ': ');
    return lead + text + (template.seps[index % template.seps.length] ?? '');
  });
  return [...(system === '' ? [] : [system]), ...pieces, template.roles.assistant + (template.role_empty_sep ?? ': ')];
}

/**
 * A message's content so that WebLLM's prompt holds it as it is: where a role template is filled in, WebLLM uses String.replace with the
 * content as replacement, in which `$&` and `$$` mean something.
 */
export function escapeContent(template: ConversationTemplate, { role, content }: ChatMessage): string {
  const filledIn = template.role_templates?.[role === 'assistant' ? 'assistant' : 'user'] !== undefined && role !== 'system';
  return filledIn || role === 'system' ? content.replaceAll('$', '$$$$') : content;
}
