import type { ErrorInfo } from '../errors.ts';
import type { ThoughtEnd, WindowOutcome } from '../log/event.ts';
import type { DocId } from '../request.ts';
import type { RunView, WindowView } from '../log/view.ts';
import { selectPreferences } from '../read/preferences.ts';
import { encoderReads } from '../read/matches.ts';
import { totalCalls } from '../read/progress.ts';

/** How many calls had ended, of how many; null: how many there would be is not known. */
interface Settled {
  readonly settled: number;
  readonly total: number | null;
}

/**
 * One thing about a run that a reader of its ranking must know, as a code with what a sentence about it names. `window` is 0-based, null when it is
 * about the whole run; `docIds` are the passages it is about, empty when it is about all of the window or run.
 */
export type RunNote = { readonly window: number | null; readonly docIds: readonly DocId[] } & (
  | ({ readonly code: 'running' | 'cancelled' } & Settled)
  | ({ readonly code: 'failed'; readonly error: Pick<ErrorInfo, 'code' | 'message'> } & Settled)
  /** It was broken off behind so many finished windows and went on there; `engine`: what answered from there on, where that is another than before. */
  | { readonly code: 'resumed'; readonly after: number; readonly reason: string; readonly engine: string | null }
  /** No settled window held `docIds`, of `of` passages: they keep their first-stage order. */
  | { readonly code: 'unjudged'; readonly of: number }
  /** Of a long list the sentence encoder read only so many passages; `docIds` are the others. */
  | { readonly code: 'unencoded'; readonly reads: number; readonly of: number }
  /** Of the first `of` places, which were to become certain, only so many are. */
  | { readonly code: 'uncertified'; readonly certified: number; readonly of: number }
  | Told<'repaired' | 'truncated' | 'unparsed'>
  | { readonly code: 'thought'; readonly end: TellingEnd }
  | { readonly code: 'broken-off' }
  /** The model saw only a part of these, or identifier look-alikes and control marks were neutralised in them. */
  | { readonly code: 'cut' | 'neutralised'; readonly identifiers: readonly number[] }
  /** Passages were shortened to `words` words, from `wanted`, so that the prompt fits the context. */
  | { readonly code: 'shrunk'; readonly words: number; readonly wanted: number }
);

/** What became of a window's answer, under its own name. */
type Told<Type extends WindowOutcome['type']> = Type extends WindowOutcome['type']
  ? { readonly code: Type; readonly outcome: Extract<WindowOutcome, { readonly type: Type }> }
  : never;

/** How a thought ended, where that bears on the order. A thought that closed by itself or was not asked for says nothing. */
type TellingEnd = Exclude<ThoughtEnd, 'closed' | 'none'>;

/** Everything that was repaired, truncated, unparsed, cancelled, cut or never judged, the run first and then window by window. */
export function runNotes(view: RunView): readonly RunNote[] {
  return [...wholeRunNotes(view), ...view.windows.flatMap((window) => windowNotes(window, view))];
}

function wholeRunNotes(view: RunView): readonly RunNote[] {
  const notes: RunNote[] = [];
  const ended = view.windows.filter(({ phase }) => phase === 'ended');
  const run = { window: null, docIds: [] };
  const settled = { settled: ended.length, total: totalCalls(view) };
  if (view.outcome === null) notes.push({ ...run, code: 'running', ...settled });
  else if (view.outcome.type === 'cancelled') notes.push({ ...run, code: 'cancelled', ...settled });
  else if (view.outcome.type === 'failed') notes.push({ ...run, code: 'failed', error: view.outcome.error, ...settled });
  for (const { after, reason, model } of view.resumed) {
    const engine = model === undefined ? null : `${model.engine}, ${model.library}, ${model.adapter}`;
    notes.push({ ...run, code: 'resumed', after, reason, engine });
  }
  const judged = new Set(ended.flatMap(({ passages }) => passages.map(({ docId }) => docId)));
  const unjudged = view.committed.filter((docId) => !judged.has(docId));
  if (unjudged.length > 0) notes.push({ window: null, docIds: unjudged, code: 'unjudged', of: view.committed.length });
  const { firstStage, candidates } = view.request;
  const encoded = encoderReads(firstStage);
  if (encoded !== null) {
    const cosine = firstStage?.late?.parts.cosine;
    const unread = docIdsOf(candidates.filter((_, place) => cosine?.[place] === null));
    notes.push({ window: null, docIds: unread, code: 'unencoded', ...encoded });
  }
  const preferences = selectPreferences(view);
  if (preferences !== null && preferences.certified < preferences.of)
    notes.push({ ...run, code: 'uncertified', certified: preferences.certified, of: preferences.of });
  return notes;
}

function windowNotes(window: WindowView, view: RunView): readonly RunNote[] {
  const notes: RunNote[] = [];
  const { outcome, thought } = window;
  const whole = { window: window.index, docIds: [] };
  if (outcome === null) {
    if (view.outcome !== null) notes.push({ ...whole, code: 'broken-off' });
  } else if (outcome.type === 'repaired')
    notes.push({ ...whole, docIds: unplaced(outcome, window), code: outcome.type, outcome });
  else if (outcome.type === 'truncated') notes.push({ ...whole, code: outcome.type, outcome });
  else if (outcome.type === 'unparsed') notes.push({ ...whole, code: outcome.type, outcome });
  if (thought !== null && thought !== 'closed' && thought !== 'none') notes.push({ ...whole, code: 'thought', end: thought });
  const some = (code: 'cut' | 'neutralised', passages: WindowView['passages']): void => {
    if (passages.length === 0) return;
    notes.push({
      window: window.index,
      docIds: docIdsOf(passages),
      code,
      identifiers: passages.map(({ identifier }) => identifier),
    });
  };
  some(
    'cut',
    window.passages.filter(({ cut }) => cut),
  );
  const words = window.budget?.wordsPerPassage;
  const wanted = view.settings.passageWords;
  if (words !== undefined && words < wanted) notes.push({ ...whole, code: 'shrunk', words, wanted });
  some(
    'neutralised',
    window.passages.filter(({ neutralised }) => neutralised > 0),
  );
  return notes;
}

/** The passages whose place the model did not write. */
function unplaced(
  { missing, duplicate }: Extract<WindowOutcome, { readonly type: 'repaired' }>,
  { passages }: WindowView,
): readonly DocId[] {
  const numbers = new Set([...missing, ...duplicate]);
  return docIdsOf(passages.filter(({ identifier }) => numbers.has(identifier)));
}

function docIdsOf(passages: readonly { readonly docId: DocId }[]): readonly DocId[] {
  return passages.map(({ docId }) => docId);
}

const THOUGHT_ENDS: Readonly<Record<TellingEnd, string>> = {
  forced: 'the thought reached its budget and was closed by force',
  settled: 'the thought was closed early because its order had come to rest',
  skipped: 'the thought was closed early because the person asked for it',
  open: 'the thought was never closed, so no order was taken from it',
};

/** A note as one sentence of a file. Files are in English whatever the page's language, as their headings and columns are: other people and programs read them. */
export function noteText(note: RunNote): string {
  const told = noteWords(note);
  return note.window === null ? told : `Window ${note.window + 1}: ${told}`;
}

function noteWords(note: RunNote): string {
  switch (note.code) {
    case 'running':
      return `The run was not over: ${settledWords(note)}, and the order shown is the one committed so far.`;
    case 'cancelled':
      return `The run was cancelled: ${settledWords(note)}.`;
    case 'failed':
      return `The run failed (${note.error.code}: ${note.error.message}): ${settledWords(note)}.`;
    case 'resumed':
      return `The run was broken off after window ${note.after} (${note.reason === 'page-left' ? 'the page was left or broke down' : note.reason}) and went on from window ${note.after + 1}, which was written anew${note.engine === null ? '' : `, on ${note.engine}`}.`;
    case 'unjudged':
      return `No settled window held ${note.docIds.length} of ${note.of} passages: they keep their first-stage order.`;
    case 'unencoded':
      return unencodedText(note);
    case 'uncertified':
      return `Certified: ${note.certified} of ${note.of} places. The others are the order of what was known by then.`;
    case 'repaired': {
      const { missing, duplicate, unknown } = note.outcome;
      const parts: string[] = [];
      if (missing.length > 0)
        parts.push(`left out ${identifierWords(missing)}, which keep their earlier order behind the others`);
      if (duplicate.length > 0) parts.push(`repeated ${identifierWords(duplicate)}, where the first place counts`);
      if (unknown.length > 0) parts.push(`named ${identifierWords(unknown)}, which the window does not have`);
      return `the answer was repaired: it ${parts.join('; it ')}.`;
    }
    case 'truncated':
      return `the answer was truncated after ${note.outcome.settled} places; the rest keep their earlier order.`;
    case 'unparsed':
      return `no order could be read (${note.outcome.reason}); the window keeps the order it came in.`;
    case 'thought':
      return `${THOUGHT_ENDS[note.end]}.`;
    case 'broken-off':
      return 'it was broken off, and nothing was taken from it.';
    case 'cut':
      return `the model saw only a part of ${identifierWords(note.identifiers)}.`;
    case 'neutralised':
      return `identifier look-alikes or control marks were neutralised in ${identifierWords(note.identifiers)}.`;
    case 'shrunk':
      return `passages were shortened to ${note.words} words instead of ${note.wanted}, so that the prompt fits the context.`;
  }
}

/** How much of a long list the sentence encoder read. */
export function unencodedText({ reads, of }: { readonly reads: number; readonly of: number }): string {
  return `MiniLM read ${reads} of ${of} passages: those that came first without it. The others stand behind them as they did.`;
}

function settledWords({ settled, total }: Settled): string {
  return total === null ? `${settled} calls were settled` : `${settled} of ${total} windows were settled`;
}

function identifierWords(names: readonly (number | string)[]): string {
  return names.map((name) => (String(name).startsWith('[') ? String(name) : `[${name}]`)).join(', ');
}
