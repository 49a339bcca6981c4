import type { DocId } from '../rank/doc-id.ts';
import { listIdf } from '../rank/list-idf.ts';
import type { Candidate } from '../rank/rank-request.ts';
import type { Result } from '../rank/result.ts';
import { titledText } from '../rank/titled-text.ts';
import { bestWindow } from './best-window.ts';
import { neutralise } from './neutralise.ts';
import type { PromptTemplate } from './templates.ts';
import { userParts } from './user-parts.ts';
import type { UserPart } from './user-parts.ts';
import { windowAt } from './window-at.ts';

/** Passages are never cut to fewer words than this. */
const fewestWords = 4;

/** The whole request to the model is one user message. The wire's `ChatMessage` fits it. */
export interface UserMessage {
  readonly role: 'user';
  readonly content: string;
}

/** A passage to be shown. */
export interface PromptCandidate extends Candidate {
  /** UTF-16 offset into `text` where the kept words start; null or absent: at the best window for the query's terms. */
  readonly windowFrom?: number | null;
}

/** One passage as the model sees it; the same shape crosses the wire as `PromptPassage` (`protocol/run-event.ts`). */
export interface ShownPassage {
  readonly docId: DocId;
  /** 1-based, as written in the prompt. */
  readonly identifier: number;
  /** First-stage score 0–9. */
  readonly bucket: number;
  /** After cutting and neutralising, without title. */
  readonly text: string;
  /** UTF-16 offsets `[keptFrom, keptTo)` into `Candidate.text`. */
  readonly keptFrom: number;
  readonly keptTo: number;
  /** False when the passage stands whole in the prompt. */
  readonly cut: boolean;
  /** Marks changed by `neutralise` in title and text. */
  readonly neutralised: number;
}

export interface ListwisePrompt {
  readonly messages: readonly UserMessage[];
  readonly passages: readonly ShownPassage[];
  /** The message in pieces: their texts joined are its content. */
  readonly parts: readonly UserPart[];
  /** Words that each passage could keep: `passageWords`, or fewer where that did not fit. */
  readonly wordsPerPassage: number;
}

/** Even passages of four words do not fit. */
export interface PromptProblem {
  readonly kind: 'context-overflow';
  readonly message: string;
}

/**
 * The prompt of one window. Each passage is cut to `passageWords` words, from `windowFrom` or the best for the query, and neutralised; when `fits` (the model's own
 * token count) says no, all passages are cut to the greatest number of words that fits, down to four. Cuts are recorded per passage.
 */
export function listwisePrompt({
  template,
  query,
  candidates,
  buckets,
  passageWords,
  fits,
}: {
  template: PromptTemplate;
  query: string;
  candidates: readonly PromptCandidate[];
  buckets: readonly number[];
  passageWords: number;
  fits: (messages: readonly UserMessage[]) => boolean;
}): Result<ListwisePrompt, PromptProblem> {
  const idf = listIdf(candidates.map(titledText));
  const write = (words: number): ListwisePrompt => {
    const passages = candidates.map((candidate, position) => {
      const { text, windowFrom = null } = candidate;
      const { from, to } =
        windowFrom === null ? bestWindow({ query, text, words, idf }) : windowAt({ text, words, from: windowFrom });
      return writePassage({ template, candidate, identifier: position + 1, bucket: buckets[position] ?? 5, from, to });
    });
    const parts = userParts({ template, query: neutralise(query).text, lines: passages.map(({ line }) => line) });
    const content = parts.map(({ text }) => text).join('');
    return {
      messages: [{ role: 'user', content }],
      passages: passages.map(({ passage }) => passage),
      parts,
      wordsPerPassage: words,
    };
  };
  const full = write(passageWords);
  if (fits(full.messages)) return { ok: true, value: full };
  let best: ListwisePrompt | null = null;
  let low = fewestWords;
  let high = passageWords - 1;
  while (low <= high) {
    // The smallest first: a query that can never fit is told after two counts.
    const words = best === null ? low : Math.ceil((low + high) / 2);
    const tried = write(words);
    if (fits(tried.messages)) {
      best = tried;
      low = words + 1;
    } else if (best === null) {
      break;
    } else {
      high = words - 1;
    }
  }
  if (best !== null) return { ok: true, value: best };
  const message = `The query and ${candidates.length} passages of ${Math.min(fewestWords, passageWords)} words are longer than the model can read.`;
  return { ok: false, error: { kind: 'context-overflow', message } };
}

function writePassage({
  template,
  candidate,
  identifier,
  bucket,
  from,
  to,
}: {
  template: PromptTemplate;
  candidate: Candidate;
  identifier: number;
  bucket: number;
  from: number;
  to: number;
}): { readonly line: string; readonly passage: ShownPassage } {
  const text = neutralise(candidate.text.slice(from, to));
  const title = neutralise(candidate.title ?? '');
  const shown = title.text === '' ? text.text : fill(template.title, { title: title.text, text: text.text });
  return {
    line: fill(template.passage, { identifier: String(identifier), bucket: String(bucket), text: shown }),
    passage: {
      docId: candidate.docId,
      identifier,
      bucket,
      text: text.text,
      keptFrom: from,
      keptTo: to,
      cut: to - from < candidate.text.length,
      neutralised: text.count + title.count,
    },
  };
}

/** One pass over the template alone, so that a passage that says `{query}` stays as it is. */
function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
