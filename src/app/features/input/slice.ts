import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { DropProblem, RefusedFile } from '../../../core/input/dropped.ts';
import type { EncodingName } from '../../../core/input/encodings.ts';
import type { InputChoices, InputFile, SourceFormat } from '../../../core/input/reading.ts';
import type { MakeLogProblem } from '../../../core/log/invocations.ts';
import type { Slice } from '../../page/slice.ts';
import { isLongInput, selectReading } from './reading.ts';

/** Why something that was to be opened is not, or how it was read otherwise than it stands. Nothing typed is touched by any of them. */
export type InputNotice =
  | DropProblem
  /** `detail`: the browser's own words. */
  | { readonly type: 'sample'; readonly detail: string }
  /** It was there and cannot be read now: moved, changed, or not allowed. */
  | { readonly type: 'unreadable'; readonly name: string; readonly detail: string }
  | { readonly type: 'log-while-running'; readonly name: string }
  | { readonly type: 'link'; readonly problem: ShareProblem }
  | { readonly type: 'invocations'; readonly reason: MakeLogProblem };

/** Where the text came from; null when typed. */
type InputOrigin =
  | {
      readonly type: 'sample';
      readonly credit: string;
      /** Where a run of it starts, until the text is another. */
      readonly startFrom?: 'given';
    }
  | {
      readonly type: 'files';
      readonly names: readonly string[];
      /** Of files whose bytes do not say it, or that hold broken ones: it can be changed while the page has the files. */
      readonly encodings?: readonly FileEncoding[];
    };

/** The encoding that a file was read in. `guessed`: by what its text looks like. */
export interface FileEncoding {
  readonly name: string;
  readonly encoding: EncodingName;
  readonly guessed: boolean;
}

/** What the worker that reads large inputs does: `share` of it is done, from 0 to 1. `stopped`: by the person, until something else is to be read. */
export type ReaderState =
  | { readonly type: 'busy'; readonly doing: 'open' | 'read'; readonly share: number }
  | { readonly type: 'stopped' };

/** What the person wrote, pasted or dropped. `format` null = guess. */
export interface InputDraft {
  readonly query: string;
  /** Not read while there are files. */
  readonly passages: string;
  /** Dropped files that are read together, or one too long to be edited; else empty. */
  readonly files: readonly InputFile[];
  readonly format: SourceFormat | null;
  /** What was chosen against the guess beside the format. */
  readonly choices: Pick<InputChoices, 'roles' | 'table' | 'cut'>;
  /** Which request of a many-request paste is used; 0-based. */
  readonly requestIndex: number;
  readonly origin: InputOrigin | null;
}

export const EMPTY_DRAFT: InputDraft = {
  query: '',
  passages: '',
  files: [],
  format: null,
  choices: {},
  requestIndex: 0,
  origin: null,
};

export interface InputState {
  readonly input: InputDraft;
  /** What the input held before a sample, file or clear replaced it. */
  readonly replaced: InputDraft | null;
  /** A sample, file or link that could not be read, or not as it stands. */
  readonly inputNotice: InputNotice | null;
  /** Documents of the last drop that could not be read. */
  readonly refused: readonly RefusedFile[];
  /** Null where nothing is read in a worker. */
  readonly reader: ReaderState | null;
  /** The encoding that the person wants a file to be read in, until it has been. */
  readonly wantedEncoding: Pick<FileEncoding, 'name' | 'encoding'> | null;
}

/** What can happen to the input. */
type InputAction =
  | { readonly type: 'query-edit'; readonly text: string }
  | { readonly type: 'passages-edit'; readonly text: string }
  /** A sample, a dropped file or a paste that carries its own query. `query` null keeps the one typed. */
  | { readonly type: 'input-fill'; readonly query: string | null; readonly passages: string; readonly origin: InputOrigin | null }
  /** Files that are read together; they take the place of what was typed, which undo brings back. */
  | { readonly type: 'files-fill'; readonly files: readonly InputFile[]; readonly origin: InputOrigin | null }
  /** Query and passages of a run that was opened: it can be run again as it is. */
  | { readonly type: 'input-restore'; readonly input: InputDraft }
  | { readonly type: 'file-remove'; readonly name: string }
  | { readonly type: 'choices-edit'; readonly change: Partial<InputDraft['choices']> }
  /** The code that reads it has come. */
  | { readonly type: 'input-read' }
  | { readonly type: 'reader-tell'; readonly reader: ReaderState | null }
  | { readonly type: 'encoding-choose'; readonly name: string; readonly encoding: EncodingName }
  | { readonly type: 'input-clear' }
  | { readonly type: 'input-undo' }
  | { readonly type: 'input-refuse'; readonly notice: InputNotice }
  /** Some documents of a drop cannot be read; none: that has been seen. */
  | { readonly type: 'files-refuse'; readonly refused: readonly RefusedFile[] }
  | { readonly type: 'input-notice-dismiss' }
  | { readonly type: 'format-choose'; readonly format: SourceFormat | null }
  | { readonly type: 'request-choose'; readonly index: number; readonly query: string };

/** Typed text is never dropped: what a fill or clear replaces can be brought back. */
function replaceDraft<Whole extends InputState>(state: Whole, input: InputDraft): Whole {
  const { query, passages, files } = state.input;
  const worthKeeping = query.trim() !== '' || passages.trim() !== '' || files.length > 0;
  const replaced = worthKeeping ? state.input : state.replaced;
  return { ...state, input, replaced, inputNotice: null, refused: [], wantedEncoding: null };
}

/** More characters at once than a keystroke changes. */
const PASTED = 2;

/** True for a letter typed into a text so long that reading it at each one would be felt. */
function isLetterOfLong(before: InputDraft, input: InputDraft): boolean {
  return isLongInput(input) !== 'no' && Math.abs(input.passages.length - before.passages.length) <= PASTED;
}

/** A paste that carries its own query fills an empty query field, or one that an earlier paste filled; typed words stay. */
function withPastedQuery(before: InputDraft, input: InputDraft): InputDraft {
  if (isLetterOfLong(before, input)) return input;
  const { pastedQuery } = selectReading(input);
  const free = input.query.trim() === '' || input.query === selectReading(before).pastedQuery;
  return pastedQuery !== null && free ? { ...input, query: pastedQuery } : input;
}

export const inputSlice: Slice<InputState, InputAction> = {
  initial: { input: EMPTY_DRAFT, replaced: null, inputNotice: null, refused: [], reader: null, wantedEncoding: null },
  reduce(state, action) {
    const { input } = state;
    switch (action.type) {
      case 'query-edit':
        return { ...state, input: { ...input, query: action.text } };
      case 'passages-edit': {
        const typed = { ...input, passages: action.text, files: [], requestIndex: 0, origin: null };
        return { ...state, input: withPastedQuery(input, typed), inputNotice: null };
      }
      case 'input-fill': {
        const { passages, origin } = action;
        const filled = { ...EMPTY_DRAFT, query: action.query ?? input.query, passages, origin };
        return replaceDraft(state, withPastedQuery(input, filled));
      }
      case 'files-fill': {
        const filled = { ...EMPTY_DRAFT, query: input.query, files: action.files, origin: action.origin };
        return replaceDraft(state, withPastedQuery(input, filled));
      }
      case 'input-restore':
        return replaceDraft(state, action.input);
      case 'file-remove': {
        const files = input.files.filter(({ name }) => name !== action.name);
        return { ...replaceDraft(state, { ...input, files, requestIndex: 0 }), refused: state.refused };
      }
      case 'choices-edit': {
        const choices = { ...input.choices, ...action.change };
        return { ...state, input: withPastedQuery(input, { ...input, choices, requestIndex: 0 }) };
      }
      case 'input-read':
        return { ...state, input: withPastedQuery(input, { ...input }) };
      case 'reader-tell':
        return { ...state, reader: action.reader };
      case 'encoding-choose':
        return { ...state, wantedEncoding: { name: action.name, encoding: action.encoding } };
      case 'input-clear':
        return replaceDraft(state, EMPTY_DRAFT);
      case 'input-undo':
        return state.replaced === null ? state : { ...state, input: state.replaced, replaced: input, inputNotice: null };
      case 'input-refuse':
        return { ...state, inputNotice: action.notice };
      case 'files-refuse':
        return { ...state, refused: action.refused };
      case 'input-notice-dismiss':
        return { ...state, inputNotice: null };
      case 'format-choose':
        return { ...state, input: { ...input, format: action.format, requestIndex: 0 } };
      case 'request-choose':
        return { ...state, input: { ...input, requestIndex: action.index, query: action.query } };
    }
  },
};
