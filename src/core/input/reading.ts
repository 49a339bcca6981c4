import type { Candidate, RankRequest } from '../request.ts';
import type { CutPiece } from './cut.ts';
import type { InputProblem } from './problems.ts';
import type { InvocationHistory } from './rank-llm.ts';

/** Something that was read in a way the person should know of. `code` and the numbers are stable; `message` says the same in English. */
export interface InputRemark {
  readonly code:
    | 'nul-characters'
    | 'broken-characters'
    | 'before-list'
    | 'unnamed-candidates'
    | 'renamed-docids'
    | 'empty-passages'
    | 'result-order'
    | 'from-prompts'
    | 'no-prompt-passages'
    | 'rank-differs'
    | 'judged-only'
    | 'whole-corpus'
    | 'unknown-queries'
    | 'unused-file'
    | 'unused-choice'
    | 'queries-without-text'
    | 'no-text-column'
    | 'quotes-off'
    | 'cut-document'
    | 'uncut-document';
  readonly message: string;
  readonly file?: string;
  readonly count?: number;
}

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

/** qid → docId → grade; whole numbers, below 1 means not relevant. Same shape as `Qrels` of evaluate/. */
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
  readonly requests: readonly { readonly query: RankRequest['query']; readonly candidates: readonly Candidate[] }[];
  readonly qrels?: Judgements | null;
  readonly invocations?: readonly InvocationHistory[];
  readonly notes?: readonly InputRemark[];
  readonly preview?: TablePreview | null;
  readonly pieces?: readonly CutPiece[] | null;
}
