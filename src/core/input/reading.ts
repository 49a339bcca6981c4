import type { DocumentFacts } from '../documents/facts.ts';
import type { DocumentOutline } from '../documents/document.ts';
import type { Candidate, RankRequest } from '../request.ts';
import type { CutPiece } from './cut.ts';
import type { InputProblem } from './problems.ts';
import type { InvocationHistory } from './rank-llm.ts';

/** Something that was read in a way the person should know of, as a code with what a sentence about it must name; the sentences stand in app/words. */
export type InputRemark = { readonly file?: string } &
  /** NULs are read as spaces, half characters as �. */
  (
    | { readonly code: 'nul-characters' | 'broken-characters' }
    /** What stands before this 1-based line has no list marker and is left out. */
    | { readonly code: 'before-list'; readonly line: number }
    /** What stands before this 1-based line is no JSON, as all behind it is, and is left out. */
    | { readonly code: 'before-json'; readonly line: number }
    /** Named p1, p2, … by their place. */
    | { readonly code: 'unnamed-candidates'; readonly count: number }
    /** `names`: the new names (or the empty passages’), the first three of `count`. */
    | { readonly code: 'renamed-docids' | 'empty-passages'; readonly count: number; readonly names: readonly string[] }
    /** Candidates stand in the order that the earlier run ended with. */
    | { readonly code: 'result-order' }
    /** Passages are taken from the prompts, as they were cut there; `no-prompt-passages`: none was found in some. */
    | { readonly code: 'from-prompts' | 'no-prompt-passages' }
    /** In `count` queries the run's rank column tells another order than its scores, which count, as in trec_eval. */
    | { readonly code: 'rank-differs'; readonly count: number }
    /** Without a run the candidates of `count` queries are their judged passages: measures are then too good. */
    | { readonly code: 'judged-only'; readonly count: number }
    /** Without a run every query has the whole corpus of `count` passages. */
    | { readonly code: 'whole-corpus'; readonly count: number }
    /** `count` queries have no judgements, or no text. */
    | { readonly code: 'unknown-queries' | 'queries-without-text'; readonly count: number }
    /** Judged queries that the queries' files do not have, beside those that are ranked. */
    | { readonly code: 'judged-without-text'; readonly count: number }
    /** The judgements know none of the queries; or they know some, and none of their passages is among the candidates of its query. */
    | { readonly code: 'no-overlap'; readonly of: 'queries' | 'passages' }
    /** So many candidates are left out, in all lists, because their queries exclude them (BRIGHT). */
    | { readonly code: 'excluded-passages'; readonly count: number }
    /** In `count` queries scores of the run are infinite: they order the list and are not shown. */
    | { readonly code: 'endless-scores'; readonly count: number }
    | { readonly code: 'unused-file' }
    /** JSON that is nothing of what is read. */
    | { readonly code: 'unknown-json' }
    /** At these 1-based lines a list's numbers begin again, the first three of `count`: its items are further passages. */
    | { readonly code: 'restarted-list'; readonly count: number; readonly lines: readonly number[] }
    /** What stands before, or from this 1-based line on behind, a Markdown table is left out. */
    | { readonly code: 'before-table' | 'after-table'; readonly line: number }
    /** A column's numbers are read with a comma before their decimals, or as hundredths: each has a sign of per cent. */
    | { readonly code: 'decimal-commas' | 'per-cent' }
    /** What was chosen is not to be had with this input, and something else is used. */
    | { readonly code: 'unused-choice'; readonly choice: 'query' | 'format' }
    | { readonly code: 'no-text-column' }
    /** From this line on quotes are plain characters: too many of them do not close. */
    | { readonly code: 'quotes-off'; readonly line: number }
    | { readonly code: 'cut-document'; readonly count: number; readonly words: number; readonly overlap: number }
    /** The text is one passage of so many UTF-16 units, too long to be cut unasked. */
    | { readonly code: 'uncut-document'; readonly characters: number }
  );

/** Which column (0-based) of a table holds what; null: none. `grade` is a relevance judgement. */
export interface TableMapping {
  readonly text: number | null;
  readonly title: number | null;
  readonly id: number | null;
  readonly score: number | null;
  readonly query: number | null;
  readonly queryId: number | null;
  readonly grade: number | null;
}

/** One pasted or dropped text; `name` is empty for a paste, else the file's path inside what was dropped. */
export interface InputFile {
  readonly name: string;
  readonly text: string;
  /** What a text without a name is called where it came from: it decides between readings that the content allows. */
  readonly called?: string | undefined;
  /** It is the text of a document of this kind, with its headings and pages. */
  readonly document?: DocumentOutline;
}

/** What the whole input is read as. */
export type SourceFormat =
  | 'rank-llm-json'
  | 'rank-llm-jsonl'
  | 'rank-llm-invocations'
  | 'passages-json'
  | 'trec'
  | 'beir'
  | 'ms-marco'
  | 'table'
  | 'numbered'
  | 'blocks'
  | 'lines'
  | 'document'
  | 'documents'
  | 'files';

/** What one file is for. `documents` become corpus or queries once all files are seen. */
export type FileRole =
  | 'requests'
  | 'invocations'
  | 'documents'
  | 'corpus'
  | 'queries'
  | 'run'
  | 'qrels'
  | 'top1000'
  | 'table'
  | 'text'
  | 'ignored';

/** What the person chose against the guess; everything left out is guessed. */
export interface InputChoices {
  readonly format?: SourceFormat;
  /** File name → role. */
  readonly roles?: Readonly<Record<string, FileRole>>;
  /** Which of several queries is used; 0-based. */
  readonly queryIndex?: number;
  /** The text of the page's query field: fills in where the input gives none. */
  readonly query?: string;
  readonly table?: {
    readonly delimiter?: string;
    readonly header?: boolean;
    readonly mapping?: Partial<TableMapping>;
  };
  /** Words per passage of a cut document, and words repeated from the passage before. */
  readonly cut?: { readonly words?: number; readonly overlap?: number };
}

/** The first rows of a table and how its columns are used. */
export interface TablePreview {
  readonly file: string;
  readonly delimiter: string;
  readonly header: boolean;
  /** Names of the header row; empty strings when there is none. */
  readonly columns: readonly string[];
  /** Up to ten rows below the header. */
  readonly rows: readonly (readonly string[])[];
  readonly rowCount: number;
  readonly mapping: TableMapping;
}

/** qid → docId → grade; whole numbers, below 1 means not relevant. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** For "read as …, N passages": a stable key and the numbers of that sentence. `passages` is of the query in use. */
export interface SaidAs {
  readonly key: SourceFormat | 'nothing';
  readonly passages: number;
  readonly allPassages: number;
  readonly queries: number;
  readonly files: number;
  readonly judgedQueries: number;
  readonly invocations: number;
}

export interface InputReading {
  /** null: nothing could be read; `problems` say why. */
  readonly format: SourceFormat | null;
  readonly saidAs: SaidAs;
  readonly requests: readonly RankRequest[];
  /** The request in use, `requests[requestIndex]`. Its query text is empty when nobody gave one. */
  readonly request: RankRequest | null;
  readonly requestIndex: number;
  readonly qrels: Judgements | null;
  /** Runs made elsewhere, for replay. */
  readonly invocations: readonly InvocationHistory[];
  readonly notes: readonly InputRemark[];
  /** The first 200, with places; what they are about is left out unless the message says it is kept. */
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
  /** Other formats that would also read it, likeliest first. */
  readonly alternatives: readonly SourceFormat[];
  readonly preview: TablePreview | null;
  /** Where each passage of a cut document stands in it; null for other formats. */
  readonly pieces: readonly CutPiece[] | null;
  readonly roles: readonly { readonly name: string; readonly role: FileRole }[];
}

/** A reader's part of the reading, before docids are made unique and the query is filled in. */
export interface SourceReading {
  readonly format: SourceFormat;
  readonly requests: readonly {
    readonly query: RankRequest['query'];
    readonly candidates: readonly Candidate[];
    readonly documents?: readonly DocumentFacts[];
  }[];
  readonly qrels?: Judgements | null;
  readonly invocations?: readonly InvocationHistory[];
  readonly notes?: readonly InputRemark[];
  readonly preview?: TablePreview | null;
  readonly pieces?: readonly CutPiece[] | null;
}
