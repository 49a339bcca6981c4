import { THINK_TAGS } from '../../core/preset/families.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import { promptPieces } from './template.ts';
import type { ConversationTemplate } from './template.ts';

/** The part of a `tokenizer.json` that is read here. */
interface NamedTokens {
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
}

/** How a model writes, by its family and the conversation template that it was compiled with. */
export interface WritingManner {
  /** Corrected by the template: whether it opens the thought. */
  readonly family: ModelFamily;
  /** What a call without a thought begins the model's turn with; empty: nothing. See `TextModel.silenced`. */
  readonly silenced: string;
  /** Ids of all tokens that end its turn. */
  readonly stopTokens: readonly number[];
  /** Special tokens that the model writes as text all the same: its thought's tags, or pieces of them. */
  readonly spoken: readonly string[];
  /** See `TextModel.controlTokens`. */
  readonly controlTokens: readonly string[];
}

/**
 * Brings together what is known of a model's kind and what its own files say. WebLLM runs no Jinja template: whether the thought is open is seen on a
 * prompt as WebLLM writes it, and an empty thought is written where a template would write one.
 */
export function mannerOf({
  family: known,
  conversation,
  tokenizer,
}: {
  readonly family: ModelFamily;
  readonly conversation: ConversationTemplate;
  /** Of tokenizer.json. */
  readonly tokenizer: unknown;
}): WritingManner {
  const { added_tokens: added = [] } = tokenizer as NamedTokens;
  const prompt = promptPieces(conversation, [{ role: 'user', content: 'x' }]).join('');
  const opensThought = prompt.trimEnd().endsWith((known.thought ?? THINK_TAGS).open);
  const family: ModelFamily = { ...known, opensThought, thought: known.thought ?? (opensThought ? THINK_TAGS : null) };
  const { thought, silence, stops } = family;
  // One that was made with a template that opens the thought, and is loaded with one that does not, would open it by itself.
  const alwaysThinks = known.opensThought && !opensThought && thought !== null;
  const endings = [...stops, ...(conversation.stop_str ?? [])];
  const named = added.flatMap(({ id, content }) => (endings.includes(content) ? [id] : []));
  const tags = thought === null ? '' : `${thought.open} ${thought.close}`;
  const stopTokens = [...new Set([...(conversation.stop_token_ids ?? []), ...named])];
  if (stopTokens.length === 0)
    throw new Error('neither mlc-chat-config.json nor tokenizer.json names a token that ends the model’s turn');
  const written = templateTexts(conversation).join('\n');
  return {
    family,
    controlTokens: [
      ...added.flatMap(({ content, special }) =>
        special || (content.trim() !== '' && written.includes(content)) ? [content] : [],
      ),
      EMPTIED,
    ],
    silenced: opensThought
      ? ''
      : (silence?.writes ?? (alwaysThinks && thought !== null ? `${thought.open}\n\n${thought.close}\n\n` : '')),
    stopTokens,
    spoken: added.flatMap(({ content, special }) => (special && content !== '' && tags.includes(content) ? [content] : [])),
  };
}

/** WebLLM takes this out of a turn once the text is in it: what stands around it would come together. */
const EMPTIED = '{function_string}';

/** All that a conversation template writes of its own: it may be made of tokens that its tokenizer does not call special. */
function templateTexts(template: ConversationTemplate): readonly string[] {
  const { system_template: system, roles, role_templates: patterns, seps, stop_str: stops } = template;
  const joints = [template.role_content_sep, template.role_empty_sep];
  return [system, ...Object.values(roles), ...Object.values(patterns ?? {}), ...seps, ...joints, ...(stops ?? [])].filter(
    (text) => text !== undefined,
  );
}
