import type { RankRequest } from '../request.ts';
import { cleanText } from './clean.ts';

/** A request as the input's own words: plain blocks as somebody would type them, or a RankLLM request where blocks would lose something. */
export type WrittenRequest =
  | { readonly format: 'blocks'; readonly text: string }
  | { readonly format: 'rank-llm-json'; readonly text: string };

/**
 * Writes a request so that `readInput` in its format gives it back: query, passages, their names, titles and scores. The order that a run started from is not
 * part of it: it is worked out anew.
 */
export function writeRequest({ query, candidates }: RankRequest): WrittenRequest {
  const plain =
    query.id === 'q1' &&
    candidates.every(
      ({ docId, title, text, score }, place) =>
        docId === `p${place + 1}` && title === undefined && score === undefined && isBlock(text),
    );
  if (plain) return { format: 'blocks', text: candidates.map(({ text }) => text).join('\n\n') };
  const request = {
    query: { text: query.text, qid: query.id },
    candidates: candidates.map(({ docId, title, text, score }) => ({
      docid: docId,
      ...(score === undefined ? {} : { score }),
      doc: { ...(title === undefined ? {} : { title }), text },
    })),
  };
  return { format: 'rank-llm-json', text: `${JSON.stringify([request], null, 1)}\n` };
}

/** Would a text between blank lines be read as itself? */
function isBlock(text: string): boolean {
  return text !== '' && text.trim() === text && !/\n\s*\n/u.test(text) && cleanText(text).text === text;
}
