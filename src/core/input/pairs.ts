import { columnUse, isTextName } from '../measure/columns.ts';
import { readGrade, readScore } from '../measure/numbers.ts';
import { docId } from '../request.ts';
import type { Candidate } from '../request.ts';
import { cleaned } from './clean.ts';
import { fieldOf, passageName } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';
import { findPassages } from './passages.ts';
import { excerpt } from './problems.ts';
import type { RankLlmProblem } from './rank-llm.ts';

/** A query with one passage, as tables of them are written in JSON: `{query, passage, label}`, `{qid, query, docno, text, score}`. */
interface Pair {
  /** '' where the query is known by its text alone. */
  readonly qid: string;
  readonly query: string;
  readonly grade: number | null;
  /** Kept, but told: numbers that are none. */
  readonly doubts: readonly RankLlmProblem[];
  /** The passage, named by its 1-based place among those of its query where it has no name. */
  readonly candidate: (place: number) => Candidate;
}

/** True for an object with a query and one passage beside it. */
export function isPair(node: JsonObject): boolean {
  return pairText(node) !== null && findPassages(node) === null && !node.entries.has('invocations_history');
}

function pairText(node: JsonObject): { readonly query: string; readonly text: string } | null {
  const query = fieldOf(node, 'query');
  if (query?.kind !== 'string') return null;
  for (const [name, value] of node.entries) {
    if (value.kind === 'string' && columnUse(name) === 'text' && isTextName(name))
      return { query: query.value, text: value.value };
  }
  return null;
}

export function readPair(node: JsonObject): Pair {
  const { query, text } = pairText(node) ?? { query: '', text: '' };
  const qid = fieldOf(node, 'queryId');
  const title = fieldOf(node, 'title');
  const { name } = passageName(node);
  const doubts: RankLlmProblem[] = [];
  const number = (use: 'score' | 'grade'): number | null => {
    const field = fieldOf(node, use);
    if (field === undefined || (field.kind === 'literal' && field.value === null)) return null;
    const written = field.kind === 'number' ? field.written : field.kind === 'string' ? field.value.trim() : null;
    if (use === 'grade' && field.kind === 'literal') return Number(field.value);
    const value = written === null ? null : use === 'grade' ? readGrade(written) : readScore(written);
    if (value !== null && Number.isFinite(value)) return value;
    const found = { code: 'bad-number', number: use, written: written === null ? null : excerpt(written) } as const;
    doubts.push({ at: field.at, ...found, candidate: null, kept: true });
    return null;
  };
  const score = number('score');
  const grade = number('grade');
  return {
    qid: qid?.kind === 'string' ? cleaned(qid.value).trim() : qid?.kind === 'number' ? qid.written : '',
    query: cleaned(query).trim(),
    grade,
    doubts,
    candidate: (place) => ({
      docId: docId(name === '' ? `p${place}` : name),
      ...(title?.kind === 'string' && title.value.trim() !== '' ? { title: cleaned(title.value).trim() } : {}),
      text: cleaned(text),
      ...(score === null ? {} : { score }),
    }),
  };
}
