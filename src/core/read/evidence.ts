import { oncePer } from '../once.ts';
import type { PromptPassage } from '../log/event.ts';
import type { RunView, WindowView } from '../log/view.ts';
import { neutralise } from '../preset/fill.ts';
import type { Candidate, DocId } from '../request.ts';
import { candidatesById } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import type { TraceGrade } from '../trace/grades.ts';
import { flatText, holdsQuote, placeIn } from '../trace/quotes.ts';
import { passageStatements } from '../trace/statements.ts';
import type { Statement } from '../trace/statements.ts';
import { shownHolds, shownText } from './shown-text.ts';
import { foldWindows, selectTrace } from './trace.ts';
import { findQuotes } from '../trace/mentions.ts';

/** A place in the trace that names a passage. UTF-16 offsets `[from, to)` into the thought of `window`. */
export interface PassageMention extends TextSpan {
  readonly window: number;
  /** As written, brackets included. */
  readonly text: string;
  /** The whole sentence it stands in. */
  readonly sentence: TextSpan;
  /** Place of its segment in `WindowTrace.segments`. */
  readonly segment: number;
}

/** Once for each state of a window: the cursor goes back and forth over them. */
const mentionsOf = oncePer((view: WindowView): ReadonlyMap<DocId, readonly PassageMention[]> => {
  const found = new Map<DocId, PassageMention[]>();
  const { segments, chips } = selectTrace(view);
  const sentences = segments.flatMap((segment, index) => segment.sentences.map(({ from, to }) => ({ from, to, index })));
  let at = 0;
  for (const { from, to, identifiers } of chips) {
    while (at < sentences.length - 1 && (sentences[at]?.to ?? 0) <= from) at += 1;
    const held = sentences[at];
    if (held === undefined) continue;
    const mention = {
      window: view.index,
      from,
      to,
      text: view.reasoning.slice(from, to),
      sentence: { from: held.from, to: held.to },
      segment: held.index,
    };
    for (const identifier of identifiers) {
      const docId = view.passages[identifier - 1]?.docId;
      if (docId === undefined) continue;
      const list = found.get(docId);
      if (list === undefined) found.set(docId, [mention]);
      else list.push(mention);
    }
  }
  return found;
});

/** Every mention of each passage over all windows, in the order written. Passages never named have no entry. The same windows give the same object. */
export const selectMentions: (run: RunView) => ReadonlyMap<DocId, readonly PassageMention[]> = foldWindows<
  readonly PassageMention[]
>(({ window, before }) =>
  [...mentionsOf(window)].map(([docId, mentions]) => [docId, [...(before.get(docId) ?? []), ...mentions]] as const),
);

/** A quote the trace ascribes to a passage. */
interface PassageQuote extends TextSpan {
  readonly window: number;
  /** Without its marks. `from` and `to` are UTF-16 offsets into the thought, marks included. */
  readonly text: string;
  /** title, text: it stands there word for word, in what the model saw. null: not found. */
  readonly foundIn: 'text' | 'title' | null;
  /** UTF-16 offsets into `Candidate.text`; null unless it was found in the text, and where the prompt's text was not cut from it (runs made elsewhere). */
  readonly span: TextSpan | null;
}

/** What the thought of a window says of its passages: the grades of each, every one once. Of all its passages, also those without one. */
export type SaidOfWindow = ReadonlyMap<DocId, readonly TraceGrade[]>;

/** What a sentence says of one passage, and the window whose thought holds it. */
export interface PassageStatement extends Omit<Statement, 'above' | 'below'> {
  readonly window: number;
  readonly text: string;
  readonly above: readonly DocId[];
  readonly below: readonly DocId[];
  /** By the quotes of this passage in it. found: one stands in what the model saw. unfound: none does. none: it quotes nothing. */
  readonly quotes: 'found' | 'unfound' | 'none';
  /** What the same thought says of all passages of its window. */
  readonly said: SaidOfWindow;
}

/** What the trace gives for one passage. */
export interface PassageEvidence {
  readonly quotes: readonly PassageQuote[];
  /** By window and place in its thought. Empty: no thought speaks of it, so it kept its place by the first stage or was passed by others. */
  readonly statements: readonly PassageStatement[];
  /** A later window held the passage too and its thought never speaks of it. */
  readonly passedOver: boolean;
}

interface WindowEvidence {
  readonly quotes: ReadonlyMap<DocId, readonly PassageQuote[]>;
  readonly statements: ReadonlyMap<DocId, readonly PassageStatement[]>;
}

/** Where quotes of a passage stand in it, by the quote: a window's view changes with every token, its passages do not, and each quote is searched for once. */
const placesOf = oncePer<PromptPassage, Map<string, Pick<PassageQuote, 'foundIn' | 'span'>>>(() => new Map());

/** What was kept of a passage's text, and its title, as quotes are looked for in them. Once for each passage. */
const textsOf = oncePer(
  ({ passage: { keptFrom, keptTo }, candidate }: { readonly passage: PromptPassage; readonly candidate: Candidate }) => ({
    kept: flatText(candidate.text.slice(keptFrom, keptTo)),
    title: flatText(neutralise(candidate.title ?? '').text),
  }),
  ({ passage }) => passage,
);

function place(quote: string, passage: PromptPassage, candidate: Candidate): Pick<PassageQuote, 'foundIn' | 'span'> {
  const known = placesOf(passage);
  const before = known.get(quote);
  if (before !== undefined) return before;
  const { kept, title } = textsOf({ passage, candidate });
  const foundIn = shownHolds(passage, quote) ? 'text' : holdsQuote(title, quote) ? 'title' : null;
  const span = foundIn === 'text' ? placeIn({ shown: shownText(passage), kept, keptFrom: passage.keptFrom }, quote) : null;
  const found = { foundIn, span } as const;
  known.set(quote, found);
  return found;
}

interface WindowOfRun {
  readonly run: RunView;
  readonly window: WindowView;
}

/** Once for each state of a window: the cursor goes back and forth over them. */
const evidenceOf = oncePer(
  ({ run, window: view }: WindowOfRun): WindowEvidence => {
    const candidates = candidatesById(run.request);
    const quotes = new Map<DocId, PassageQuote[]>();
    for (const { from, to, text, identifier } of findQuotes(view.reasoning, view.passages.length)) {
      const passage = identifier === null ? undefined : view.passages[identifier - 1];
      const candidate = passage === undefined ? undefined : candidates.get(passage.docId);
      if (passage === undefined || candidate === undefined) continue;
      const own = quotes.get(passage.docId) ?? [];
      own.push({ window: view.index, from, to, text, ...place(text, passage, candidate) });
      quotes.set(passage.docId, own);
    }
    return { quotes, statements: statementsIn(view, quotes) };
  },
  ({ window }) => window,
);

function statementsIn(
  view: WindowView,
  quotes: ReadonlyMap<DocId, readonly PassageQuote[]>,
): ReadonlyMap<DocId, readonly PassageStatement[]> {
  const docIdOf = (identifier: number): DocId | readonly DocId[] => view.passages[identifier - 1]?.docId ?? [];
  const told = passageStatements(selectTrace(view).segments);
  const said = new Map(
    view.passages.map(({ docId }, place) => {
      const grades = new Set((told.get(place + 1) ?? []).flatMap(({ grade }) => grade ?? []));
      return [docId, [...grades]] as const;
    }),
  );
  const statements = new Map<DocId, readonly PassageStatement[]>();
  for (const [identifier, own] of told) {
    const docId = view.passages[identifier - 1]?.docId;
    if (docId === undefined) continue;
    const quoted = quotes.get(docId) ?? [];
    let next = 0;
    statements.set(
      docId,
      own.map((statement) => {
        const { from, to, above, below } = statement;
        while ((quoted[next]?.from ?? Infinity) < from) next += 1;
        const first = next;
        while ((quoted[next]?.to ?? Infinity) <= to) next += 1;
        const held = quoted.slice(first, next);
        return {
          ...statement,
          window: view.index,
          text: view.reasoning.slice(from, to).trim(),
          above: above.flatMap(docIdOf),
          below: below.flatMap(docIdOf),
          quotes: held.length === 0 ? 'none' : held.some(({ foundIn }) => foundIn !== null) ? 'found' : 'unfound',
          said,
        };
      }),
    );
  }
  return statements;
}

const NONE: PassageEvidence = { quotes: [], statements: [], passedOver: false };

function changesOf({
  run,
  window,
  before,
}: {
  readonly run: RunView;
  readonly window: WindowView;
  readonly before: ReadonlyMap<DocId, PassageEvidence>;
}): readonly (readonly [DocId, PassageEvidence])[] {
  const { quotes, statements } = evidenceOf({ run, window });
  return window.passages.map(({ docId }) => {
    const held = before.get(docId) ?? NONE;
    const [quoted, stated] = [quotes.get(docId), statements.get(docId)];
    // A window whose thought has not begun has not passed the passage over.
    const passedOver = stated === undefined && held.statements.length > 0 && (held.passedOver || window.reasoning !== '');
    if (quoted === undefined && stated === undefined && passedOver === held.passedOver) return [docId, held];
    return [
      docId,
      {
        quotes: quoted === undefined ? held.quotes : [...held.quotes, ...quoted],
        statements: stated === undefined ? held.statements : [...held.statements, ...stated],
        passedOver,
      },
    ];
  });
}

/**
 * Quotes, checked and placed, and what is said of each passage that any window has held so far. The same windows give the same object, and
 * a passage of which nothing new was said keeps its own.
 */
export const selectEvidence: (run: RunView) => ReadonlyMap<DocId, PassageEvidence> = foldWindows(changesOf);
