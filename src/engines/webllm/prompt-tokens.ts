import type { ModelPrompt } from '../../core/run/text-model.ts';
import { promptPieces } from './template.ts';
import type { ConversationTemplate } from './template.ts';

/** Tokens of a prompt without what is written after it, as WebLLM encodes it: each piece of a conversation by itself, a completion as one text. */
export function promptTokens({
  conversation,
  prompt: { messages, completion },
  encode,
}: {
  readonly conversation: ConversationTemplate;
  readonly prompt: Pick<ModelPrompt, 'messages' | 'completion'>;
  readonly encode: (text: string) => ArrayLike<number>;
}): readonly number[] {
  if (completion === true) {
    const [only, ...others] = messages;
    if (only === undefined || others.length > 0) throw new Error(`a completion continues one message, not ${messages.length}`);
    return Array.from(encode(only.content));
  }
  return [
    ...(conversation.system_prefix_token_ids ?? []),
    ...promptPieces(conversation, messages).flatMap((piece) => Array.from(encode(piece))),
  ];
}
