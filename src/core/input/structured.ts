import { readJudgements, readTopPassages } from './collection.ts';
import { tryCollection } from './collection-files.ts';
import { eachDocument } from './documents.ts';
import { bestJudgements } from './fit.ts';
import { unframed } from './framed.ts';
import { guessJson } from './json-role.ts';
import { bringLateReaders } from './late-readers.ts';
import type { LateReaders } from './late-readers.ts';
import { readRequests } from './requests.ts';

/** What reads JSON, markup and collections, handed over to the reader of all inputs when this file comes. */
export const STRUCTURED: LateReaders = {
  guessJson,
  unframed,
  eachDocument,
  readRequests,
  readTopPassages,
  tryCollection,
  readJudgements,
  bestJudgements,
};
bringLateReaders(STRUCTURED);
