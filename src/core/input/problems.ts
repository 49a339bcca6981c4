import type { RowProblem } from '../measure/rows.ts';
import type { JsonFault, JsonProblem } from './json.ts';
import type { Place } from './place.ts';

/** What is wrong in an input, as a code with what a sentence about it must name. The sentences, with the next step, stand in app/words. */
export type InputFault =
  | { readonly code: 'empty-input' }
  /** `input`: none of the files gave any. `request`: it has no "candidates" array. `list`: that array is empty. */
  | { readonly code: 'no-candidates'; readonly where: 'input' | 'request' | 'list' }
  | { readonly code: 'bad-json'; readonly readAs: 'requests' | 'documents'; readonly fault: JsonFault }
  /** More than `most` brackets stand inside each other. */
  | { readonly code: 'too-deep'; readonly most: number }
  /** `value`: what stands here is no object. `invocation`: it has no "response". `nothing`: the file holds neither requests nor calls. */
  | { readonly code: 'not-a-request'; readonly what: 'value' | 'query' | 'invocation' | 'empty-array' | 'nothing' }
  /** `candidate`: its place in its request, from 1; null: an entry of a corpus or query file. It is left out. */
  | { readonly code: 'no-text'; readonly candidate: number | null }
  /**
   * `written`: what stands there, cut to 40 characters; null where that is neither text nor number. `kept`: the passage is kept without the number; else
   * the row or candidate is left out.
   */
  | {
      readonly code: 'bad-number';
      readonly number: 'score' | 'grade';
      readonly written: string | null;
      readonly candidate: number | null;
      readonly kept: boolean;
    }
  | { readonly code: 'no-list-marker' }
  | {
      readonly code: 'wrong-fields';
      readonly readAs: 'run' | 'qrels' | 'top1000' | 'table';
      readonly expected: number;
      readonly found: number;
      readonly kept: boolean;
    }
  /** A line of `name, tab, text` has no tab behind a name. */
  | { readonly code: 'no-tab' }
  /** A line of `qid, pid, query, passage` has an empty qid or pid. */
  | { readonly code: 'no-name' }
  | { readonly code: 'bad-quotes'; readonly quote: 'unclosed' | 'stray' }
  /** `counts`: which of the two is used. `query`: under which both stand; null: in a corpus, or in one request. */
  | {
      readonly code: 'duplicate';
      readonly name: string;
      readonly query: string | null;
      readonly counts: 'first' | 'last' | 'both';
    }
  /** Kept, but told. `passage`: its name, or its place in its request from 1; null: that of this row of a table. */
  | { readonly code: 'empty-passage'; readonly passage: string | number | null }
  /** The corpus lacks a document that the query's list names. */
  | { readonly code: 'missing-text'; readonly name: string; readonly query: string }
  /** A run (else judgements or queries), but no passages. */
  | { readonly code: 'no-corpus'; readonly run: boolean }
  /** Neither a run nor judgements, and too many passages to be the candidates of every query. */
  | { readonly code: 'no-run'; readonly passages: number }
  | { readonly code: 'too-large'; readonly mebibytes: number };

/** Something in the input that cannot be read as it stands: the fault and its place (1-based, in the text as given). `file` is left out for a paste. */
export type InputProblem = InputFault & Place & { readonly file?: string };

/** Collects problems while a file is read: a million bad lines are all counted, the first `limit` are kept. */
interface ProblemLog {
  readonly add: (problem: InputProblem) => void;
  readonly problems: readonly InputProblem[];
  readonly total: () => number;
}

export function problemLog(limit = 200): ProblemLog {
  const problems: InputProblem[] = [];
  let total = 0;
  return {
    problems,
    total: () => total,
    add: (problem) => {
      total += 1;
      if (problems.length < limit) problems.push(problem);
    },
  };
}

/** As much of a value as a sentence can hold: 40 characters. */
export function excerpt(written: string): string {
  return written.slice(0, 40);
}

/** Broken JSON as a fault of the input. `readAs`: what the file was read as, which decides what to do about it. */
export function jsonFault(problem: JsonProblem, readAs: 'requests' | 'documents'): InputFault {
  switch (problem.code) {
    case 'bad-json':
      return { code: problem.code, readAs, fault: problem.fault };
    case 'too-deep':
      return { code: problem.code, most: problem.most };
    case 'not-a-request':
      return { code: problem.code, what: problem.what };
  }
}

/** A bad row of a run or of judgements as a problem of the input. Of two rows for one document a run's first counts, the last of judgements. */
export function toInputProblem(found: RowProblem, readAs: 'run' | 'qrels'): InputProblem {
  const { line, column } = found;
  switch (found.code) {
    case 'wrong-fields':
      return { line, column, code: found.code, readAs, expected: found.expected, found: found.found, kept: false };
    case 'bad-number': {
      const number = readAs === 'run' ? 'score' : 'grade';
      return { line, column, code: found.code, number, written: excerpt(found.written), candidate: null, kept: found.kept };
    }
    case 'duplicate': {
      const counts = readAs === 'run' ? 'first' : 'last';
      return { line, column, code: found.code, name: found.docid, query: found.qid, counts };
    }
  }
}
