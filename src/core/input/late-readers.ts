import type { readJudgements, readTopPassages } from './collection.ts';
import type { tryCollection } from './collection-files.ts';
import type { eachDocument } from './documents.ts';
import type { bestJudgements } from './fit.ts';
import type { unframed } from './framed.ts';
import type { guessJson } from './json-role.ts';
import type { readRequests } from './requests.ts';

/** What reads JSON, markup and collections. On the page it comes after what reads plain texts and tables, so that this is there sooner; `input.ts` has both. */
export interface LateReaders {
  readonly guessJson: typeof guessJson;
  readonly unframed: typeof unframed;
  readonly eachDocument: typeof eachDocument;
  readonly readRequests: typeof readRequests;
  readonly readTopPassages: typeof readTopPassages;
  readonly tryCollection: typeof tryCollection;
  readonly readJudgements: typeof readJudgements;
  readonly bestJudgements: typeof bestJudgements;
}

/** A text needs readers that have not come. It is read when they have. */
export class LateReadersMissing extends Error {
  override name = 'LateReadersMissing';

  constructor() {
    super('what reads JSON, markup and collections has not come: import core/input/structured.ts');
  }
}

let here: LateReaders | null = null;

/** `structured.ts` hands them over when it has come. */
export function bringLateReaders(readers: LateReaders): void {
  here = readers;
}

/** Throws LateReadersMissing until they have come. */
export function lateReaders(): LateReaders {
  if (here === null) throw new LateReadersMissing();
  return here;
}

/** Whether a text may be JSON, seen from its beginning. False is certain. */
export function mayBeJson(text: string): boolean {
  return /^\s*[[{"'“”„/#]/u.test(text);
}

/** Whether there may be marks of code, a variable's name or words around a text's JSON. False is certain. */
export function mayBeFramed(text: string): boolean {
  return /[[{]/u.test(text) || /^\s*(?:`{3}|~{3})/u.test(text);
}
