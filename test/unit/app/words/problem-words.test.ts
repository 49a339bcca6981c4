import { expect, test } from 'vitest';
import type { ExperimentProblem } from '../../../../src/core/experiment/plan.ts';
import type { ShareProblem } from '../../../../src/core/export/share-link.ts';
import type { DocumentNote } from '../../../../src/core/documents/facts.ts';
import type { RefusedFile } from '../../../../src/core/input/dropped.ts';
import type { InputFault } from '../../../../src/core/input/problems.ts';
import type { InputRemark } from '../../../../src/core/input/reading.ts';
import type { OpenedNote } from '../../../../src/core/log/invocations.ts';
import type { LogExpected } from '../../../../src/core/log/check.ts';
import type { LogFileProblem } from '../../../../src/core/log/file.ts';
import type { HistoryTrouble } from '../../../../src/app/features/history/slice.ts';
import { packs, SCRIPTS } from '../../../support/packs.ts';
import { LANGUAGE_CODES } from '../../../../src/app/words/index.ts';

/** Every code of a union with all that its sentence can name. A code that lacks here does not compile. */
type Every<Union extends { readonly code: string }> = {
  readonly [Code in Union['code']]: readonly (Union & { readonly code: Code })[];
};

const faults: Every<InputFault> = {
  'empty-input': [{ code: 'empty-input' }],
  'no-candidates': (['input', 'request', 'list'] as const).map((where) => ({ code: 'no-candidates', where })),
  'bad-json': [
    { code: 'bad-json', readAs: 'requests', fault: { type: 'expected', marks: [], found: null } },
    { code: 'bad-json', readAs: 'requests', fault: { type: 'expected', marks: ['"'], found: 'x' } },
    { code: 'bad-json', readAs: 'documents', fault: { type: 'expected', marks: [',', '}'], found: 'x' } },
    { code: 'bad-json', readAs: 'documents', fault: { type: 'after-end', found: 'x' } },
    ...(['endless-string', 'unknown-escape', 'bare-control'] as const).map((type) => ({
      code: 'bad-json' as const,
      readAs: 'requests' as const,
      fault: { type },
    })),
  ],
  'too-deep': [{ code: 'too-deep', most: 64 }],
  'not-a-request': (['value', 'query', 'invocation', 'empty-array', 'nothing'] as const).map((what) => ({
    code: 'not-a-request',
    what,
  })),
  'no-text': [1, null].map((candidate) => ({ code: 'no-text', candidate })),
  'bad-number': [
    { code: 'bad-number', number: 'score', written: 'high', candidate: 2, kept: false },
    { code: 'bad-number', number: 'grade', written: null, candidate: null, kept: true },
  ],
  'no-list-marker': [{ code: 'no-list-marker' }],
  'wrong-fields': (['run', 'qrels', 'top1000', 'table'] as const).map((readAs) => ({
    code: 'wrong-fields',
    readAs,
    expected: 4,
    found: 3,
    kept: readAs === 'table',
  })),
  'no-tab': [{ code: 'no-tab' }],
  'no-name': [{ code: 'no-name' }],
  'bad-quotes': (['unclosed', 'stray'] as const).map((quote) => ({ code: 'bad-quotes', quote })),
  duplicate: [
    { code: 'duplicate', name: 'd1', query: 'q1', counts: 'first' },
    { code: 'duplicate', name: 'd1', query: 'q1', counts: 'last' },
    { code: 'duplicate', name: 'd1', query: null, counts: 'both' },
  ],
  'empty-passage': ['d1', 3, null].map((passage) => ({ code: 'empty-passage', passage })),
  'missing-text': [{ code: 'missing-text', name: 'd1', query: 'q1' }],
  'no-corpus': [true, false].map((run) => ({ code: 'no-corpus', run })),
  'no-run': [{ code: 'no-run', passages: 5000 }],
  'too-large': [{ code: 'too-large', mebibytes: 600 }],
};

const remarks: Every<InputRemark> = {
  'nul-characters': [{ code: 'nul-characters' }],
  'broken-characters': [{ code: 'broken-characters' }],
  'before-list': [{ code: 'before-list', line: 3 }],
  'before-json': [{ code: 'before-json', line: 4 }],
  'unnamed-candidates': [{ code: 'unnamed-candidates', count: 2 }],
  'renamed-docids': [{ code: 'renamed-docids', count: 4, names: ['a#2', 'b#2', 'c#2'] }],
  'empty-passages': [{ code: 'empty-passages', count: 1, names: ['p1'] }],
  'result-order': [{ code: 'result-order' }],
  'from-prompts': [{ code: 'from-prompts' }],
  'no-prompt-passages': [{ code: 'no-prompt-passages' }],
  'rank-differs': [{ code: 'rank-differs', count: 2 }],
  'judged-only': [{ code: 'judged-only', count: 2 }],
  'whole-corpus': [{ code: 'whole-corpus', count: 20 }],
  'unknown-queries': [{ code: 'unknown-queries', count: 2 }],
  'queries-without-text': [{ code: 'queries-without-text', count: 2 }],
  'judged-without-text': [{ code: 'judged-without-text', count: 2 }],
  'no-overlap': (['queries', 'passages'] as const).map((of) => ({ code: 'no-overlap', of })),
  'excluded-passages': [{ code: 'excluded-passages', count: 3 }],
  'endless-scores': [{ code: 'endless-scores', count: 1 }],
  'unknown-json': [{ code: 'unknown-json', file: 'metadata.json' }],
  'restarted-list': [
    { code: 'restarted-list', count: 1, lines: [4] },
    { code: 'restarted-list', count: 5, lines: [4, 9, 12] },
  ],
  'before-table': [{ code: 'before-table', line: 3 }],
  'after-table': [{ code: 'after-table', line: 9 }],
  'decimal-commas': [{ code: 'decimal-commas' }],
  'per-cent': [{ code: 'per-cent' }],
  'unused-file': [{ code: 'unused-file', file: 'a' }],
  'unused-choice': (['query', 'format'] as const).map((choice) => ({ code: 'unused-choice', choice })),
  'no-text-column': [{ code: 'no-text-column' }],
  'quotes-off': [{ code: 'quotes-off', line: 900 }],
  'cut-document': [{ code: 'cut-document', count: 9, words: 150, overlap: 30 }],
  'uncut-document': [{ code: 'uncut-document', characters: 1_500_000 }],
};

const pages = [3, 4];
const documentNotes: Every<DocumentNote> = {
  'pages-without-text': [{ code: 'pages-without-text', count: 9, pages }],
  'pages-unreadable': [{ code: 'pages-unreadable', count: 2, pages }],
  'pages-unread': [{ code: 'pages-unread', read: 5000, of: 6000 }],
  'running-lines': [{ code: 'running-lines', count: 20 }],
  'letters-missing': [{ code: 'letters-missing' }],
  furniture: [{ code: 'furniture', words: 30 }],
  attachments: [{ code: 'attachments', count: 1, names: ['a.png'] }],
  pictures: [{ code: 'pictures', count: 2 }],
  'chapters-unread': [{ code: 'chapters-unread', count: 1, names: ['a.xhtml'] }],
  damaged: [{ code: 'damaged' }],
  'broken-bytes': [{ code: 'broken-bytes', count: 3 }],
};

/** Every reason for which a document is not read; one that lacks here does not compile. */
const refusals: { readonly [Type in RefusedFile['type']]: readonly (RefusedFile & { readonly type: Type })[] } = {
  scan: [{ name: 'a', type: 'scan', pages: 2 }],
  password: [{ name: 'a', type: 'password' }],
  damaged: [{ name: 'a', type: 'damaged' }],
  'too-large': [{ name: 'a', type: 'too-large', mebibytes: 300 }],
  'too-slow': [null, 4].map((page) => ({ name: 'a', type: 'too-slow', page })),
  foreign: (['doc', 'picture'] as const).map((format) => ({ name: 'a', type: 'foreign', format })),
  'no-words': [{ name: 'a', type: 'no-words' }],
  nested: [{ name: 'a', type: 'nested' }],
  'rest-unread': [{ name: 'a', type: 'rest-unread' }],
  'no-reader': [{ name: 'a', type: 'no-reader' }],
};

test.each(LANGUAGE_CODES)('%s: what of a document was not read is told, each in words of its own', (language) => {
  const words = packs[language].told.documents;
  const told = [...all<DocumentNote>(documentNotes).map(words.note), ...Object.values(refusals).flat().map(words.refused)];
  for (const text of told) {
    expect(text).toMatch(SCRIPTS[language]);
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
  }
  expect(new Set(told).size).toBe(told.length);
});

const at = { line: 1, column: 1 };

/** Codes that name nothing but themselves. */
function bare<Code extends string>(...codes: readonly Code[]): { readonly [One in Code]: readonly { readonly code: One }[] } {
  return Object.fromEntries(codes.map((code) => [code, [{ code }]])) as never;
}

const expected: Every<LogExpected> = {
  ...bare(
    'text',
    'true-or-false',
    'number',
    'amount',
    'text-or-number',
    'list',
    'map',
    'object',
    'distinct-texts',
    'distinct-ids',
  ),
  ...bare(
    'at-least-one',
    'two-whole-numbers',
    'other-docid',
    'one-start',
    'every-passage-once',
    'numbered-passage',
    'begun-window',
  ),
  ...bare('open-window', 'nothing'),
  'whole-number': [0, null].map((least) => ({ code: 'whole-number', least })),
  'one-of': [{ code: 'one-of', words: ['order', 'best'] }],
  value: [{ code: 'value', value: 'run-start' }],
  field: [{ code: 'field', name: 'query' }],
  stretch: [{ code: 'stretch', places: 20 }],
  'next-window': [{ code: 'next-window', window: 3 }],
  time: [{ code: 'time', least: 1200 }],
};

const troubles: Every<HistoryTrouble> = {
  ...bare('unavailable', 'quota', 'blocked', 'newer', 'unreadable-experiment'),
  missing: (['run', 'experiment'] as const).map((what) => ({ code: 'missing', what })),
  failed: [{ code: 'failed', reason: 'DataError: x' }],
  unreadable: [null, { ...at, code: 'no-end' as const }].map((problem) => ({ code: 'unreadable', name: 'What boils?', problem })),
};

const logs: Every<LogFileProblem> = {
  'bad-json': [
    { ...at, code: 'bad-json', problem: { at: 0, code: 'bad-json', fault: { type: 'endless-string' } } },
    { ...at, code: 'bad-json', problem: { at: 0, code: 'too-deep', most: 64 } },
    { ...at, code: 'bad-json', problem: { at: 0, code: 'not-a-request', what: 'empty-array' } },
  ],
  'not-a-log': [
    { ...at, code: 'not-a-log', what: 'other', expected: { code: 'object' } },
    { ...at, code: 'not-a-log', what: 'changed', expected: { code: 'text' } },
    { ...at, code: 'not-a-log', what: 'empty' },
  ],
  'newer-schema': [{ ...at, code: 'newer-schema', schema: 2, reads: 1 }],
  'bad-event': [
    { ...at, code: 'bad-event', index: 0, path: '', expected: { code: 'text' }, shown: 0, leftOut: 9 },
    { ...at, code: 'bad-event', index: 20, path: 'text', expected: { code: 'text' }, shown: 20, leftOut: 9 },
  ],
  'unknown-events': [{ ...at, code: 'unknown-events', count: 3 }],
  'no-end': [{ ...at, code: 'no-end' }],
  'half-characters': [1, 5].map((count) => ({ ...at, code: 'half-characters', count })),
  'unreadable-method': (['left-out', 'scaling'] as const).map((what) => ({ ...at, code: 'unreadable-method', what })),
};

const notes: Every<Exclude<OpenedNote, LogFileProblem>> = {
  'times-unknown': [{ code: 'times-unknown' }],
  'settings-unknown': [{ code: 'settings-unknown' }],
  'model-unknown': [{ code: 'model-unknown' }],
  'tokens-unknown': [{ code: 'tokens-unknown' }],
  'other-final-order': [{ code: 'other-final-order' }],
  'changed-model': [{ code: 'changed-model' }],
  'changed-request': [{ code: 'changed-request' }],
  'changed-prompts': [{ code: 'changed-prompts', windows: [0, 4] }],
};

const links: Every<ShareProblem> = {
  'other-version': [{ code: 'other-version' }],
  'too-large': (['characters', 'bytes'] as const).map((unit) => ({ code: 'too-large', unit, size: 9000, most: 8192 })),
  damaged: (['cut', 'check-sum', 'packing'] as const).map((how) => ({ code: 'damaged', how })),
  'not-a-log': [{ code: 'not-a-log' }],
};

const line = 2;
const experiments: Every<ExperimentProblem> = {
  'no-configurations': [{ line, code: 'no-configurations' }],
  duplicate: [{ line, code: 'duplicate', name: 'a' }],
  'no-topics': [true, false].map((queries) => ({ line, code: 'no-topics', queries })),
  'bad-depth': [{ line, code: 'bad-depth', depth: 0 }],
  'no-method': [{ line, code: 'no-method', configuration: 'a', setting: 'samples' }],
  'bad-json': [true, false].map((leftOut) => ({ line, code: 'bad-json', leftOut })),
  'not-an-experiment': ['seed', null].map((field) => ({ line, code: 'not-an-experiment', field })),
  'newer-schema': [{ line, code: 'newer-schema', schema: '2', reads: 1 }],
  'bad-cell': ['ranking', null].map((field) => ({ line, code: 'bad-cell', field })),
  'cut-off': [{ line, code: 'cut-off' }],
};

const all = <Union extends { readonly code: string }>(every: Every<Union>): readonly Union[] =>
  (Object.values(every) as (readonly Union[])[]).flat();

test.each(LANGUAGE_CODES)('%s: every problem says what is wrong and what to do, in its own script', (language) => {
  const words = packs[language];
  const told = [
    ...all<InputFault>(faults).map(words.told.problems.problem),
    ...all<LogFileProblem>(logs).map(words.logs.problem),
    ...all<ShareProblem>(links).map(words.logs.link),
    ...all<ExperimentProblem>(experiments).map(words.compare.keptExperiments.problem),
  ];
  for (const { what, next } of told) {
    expect(what).toMatch(SCRIPTS[language]);
    expect(next).toMatch(SCRIPTS[language]);
    expect(`${what} ${next}`).not.toMatch(/undefined|NaN|\[object/u);
  }
  const said = [
    ...all<InputRemark>(remarks).map(words.told.problems.remark),
    ...all<Exclude<OpenedNote, LogFileProblem>>(notes).map(words.logs.note),
  ];
  for (const text of said) expect(text).toMatch(SCRIPTS[language]);
  // No two of one list are told alike: a code that borrows another's sentence would hide what is wrong.
  expect(new Set(said).size).toBe(said.length);
});

test.each(LANGUAGE_CODES)('%s: every way in which a log can fail to fit is told, each in words of its own', (language) => {
  const { logs: words } = packs[language];
  const wanted = all<LogExpected>(expected);
  const told = wanted.map((one) => {
    const { what } = words.problem({ ...at, code: 'bad-event', index: 0, path: '', expected: one, shown: 0, leftOut: 9 });
    expect(what).toMatch(SCRIPTS[language]);
    expect(what).not.toMatch(/undefined|NaN|\[object/u);
    return what;
  });
  expect(new Set(told).size).toBe(wanted.length);
});

test.each(LANGUAGE_CODES)('%s: every trouble of the history is told in its own script, with what to do', (language) => {
  const { history } = packs[language];
  const told = all<HistoryTrouble>(troubles).map(history.trouble);
  for (const text of told) {
    expect(text).toMatch(SCRIPTS[language]);
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
  }
  expect(new Set(told).size).toBe(told.length);
});
