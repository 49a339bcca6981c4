import type { Query } from '../rank-request.ts';
import { cleanText } from './clean-text.ts';
import type { JsonNode } from './parse-json-at.ts';

/** One call of the model as RankLLM stores it (`InferenceInvocation`). Counts are in tokens; null: not stored. */
export interface Invocation {
  /** A prompt stored as one string has the role `user`. */
  readonly prompt: readonly { readonly role: string; readonly content: string }[];
  readonly response: string;
  readonly reasoning: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** All calls of one query's run, in the order they were made. */
export interface InvocationHistory {
  readonly query: Query;
  readonly invocations: readonly Invocation[];
  /** Place in `requests` of the reading; null until it is known or when there is none. */
  readonly requestIndex: number | null;
}

/** Reads `invocations_history` of a RankLLM result; entries without a response are told by their offset and left out. */
export function parseInvocations(list: JsonNode): {
  readonly invocations: readonly Invocation[];
  readonly unread: readonly number[];
} {
  const invocations: Invocation[] = [];
  const unread: number[] = [];
  for (const item of list.kind === 'array' ? list.items : []) {
    const response = item.kind === 'object' ? item.entries.get('response') : undefined;
    if (item.kind !== 'object' || response?.kind !== 'string') {
      unread.push(item.at);
      continue;
    }
    const reasoning = item.entries.get('reasoning');
    invocations.push({
      prompt: messages(item.entries.get('prompt')),
      response: cleanText(response.value).text,
      reasoning: reasoning?.kind === 'string' ? cleanText(reasoning.value).text : null,
      inputTokens: count(item.entries.get('input_token_count')),
      outputTokens: count(item.entries.get('output_token_count')),
    });
  }
  return { invocations, unread: list.kind === 'array' ? unread : [list.at] };
}

function messages(node: JsonNode | undefined): Invocation['prompt'] {
  if (node?.kind === 'string') return [{ role: 'user', content: cleanText(node.value).text }];
  const items = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    if (item.kind === 'string') return [{ role: 'user', content: cleanText(item.value).text }];
    const content = item.kind === 'object' ? item.entries.get('content') : undefined;
    const role = item.kind === 'object' ? item.entries.get('role') : undefined;
    if (content?.kind !== 'string') return [];
    return [{ role: role?.kind === 'string' ? role.value : 'user', content: cleanText(content.value).text }];
  });
}

function count(node: JsonNode | undefined): number | null {
  const value = node?.kind === 'number' ? Number(node.written) : Number.NaN;
  return Number.isInteger(value) && value >= 0 ? value : null;
}
