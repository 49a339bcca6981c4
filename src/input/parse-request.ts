import type { RankRequest } from '../rank/rank-request.ts';
import type { Result } from '../rank/result.ts';
import { cleanText } from './clean-text.ts';
import { guessFormat } from './guess-format.ts';
import type { InputFormat } from './input-format.ts';
import type { InputProblem } from './input-problem.ts';
import { problemLog } from './problem-log.ts';
import { readPlain } from './read-plain.ts';
import { readRequests } from './read-requests.ts';
import { settleRequests } from './settle-requests.ts';

export type { InputFormat } from './input-format.ts';
export type { InputProblem } from './input-problem.ts';

/** A sentence about something that was read in a way the person should know of. */
export type InputNote = string;

export interface ParsedInput {
  readonly format: InputFormat;
  /** The first of `requests`. Its query text is empty when neither the input nor `query` gave one. */
  readonly request: RankRequest;
  readonly requests: readonly RankRequest[];
  /** Parts that could not be read beside those that could: candidates or lines left out. The first 200. */
  readonly problems: readonly InputProblem[];
  readonly notes: readonly InputNote[];
}

/**
 * Reads a pasted or dropped text into requests; `format` is guessed when it is not given. Plain formats have no query of their own: theirs is
 * `query`, which also fills in for JSON requests without one. Passages are named p1, p2, … unless the text names them. An error when not
 * one request can be read: every problem with its place.
 */
export function parseRequest(input: {
  text: string;
  query?: string;
  format?: InputFormat;
}): Result<ParsedInput, readonly InputProblem[]> {
  const { text, notes } = cleanText(input.text);
  if (text.trim() === '') {
    const hint = 'Paste passages: one per line, between blank lines, as a list, or RankLLM JSON.';
    return { ok: false, error: [{ line: 1, column: 1, code: 'empty-input', message: 'There is no text.', hint }] };
  }
  const format = input.format ?? guessFormat(text);
  const { add: problem, problems } = problemLog();
  const found =
    format === 'rank-llm-json' || format === 'rank-llm-jsonl'
      ? readRequests({ text, lines: format === 'rank-llm-jsonl', problem, doubt: () => {} })
      : readPlain({ text, format, problem });
  const settled = settleRequests({ requests: found.requests, query: cleanText(input.query ?? '').text.trim() });
  const [request] = settled.requests;
  if (request === undefined) return { ok: false, error: problems };
  const remarks = [...notes, ...found.notes, ...settled.notes];
  return {
    ok: true,
    value: { format, request, requests: settled.requests, problems, notes: remarks.map(({ message }) => message) },
  };
}
