import type { Query } from '../rank-request.ts';
import { cleanText } from './clean-text.ts';
import type { JsonNode } from './parse-json-at.ts';

/**
 * A query as RankLLM writes it: a string or `{text, qid}`; `place` (0-based) names it where it has no qid. A query that is not there at all is
 * empty: the page has a field for it. null: there, but of a wrong kind.
 */
export function parseQuery(node: JsonNode | undefined, place: number): Query | null {
  const id = `q${place + 1}`;
  if (node === undefined) return { id, text: '' };
  if (node.kind === 'string') return { id, text: cleanText(node.value).text.trim() };
  if (node.kind !== 'object') return null;
  const text = node.entries.get('text') ?? node.entries.get('query');
  if (text !== undefined && text.kind !== 'string') return null;
  const name = node.entries.get('qid') ?? node.entries.get('id');
  const written = name?.kind === 'string' ? cleanText(name.value).text.trim() : name?.kind === 'number' ? name.written : '';
  return { id: written === '' ? id : written, text: cleanText(text?.value ?? '').text.trim() };
}
