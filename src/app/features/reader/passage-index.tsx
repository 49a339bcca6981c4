import { useState } from 'react';
import type { JSX } from 'react';
import type { OpenedDocument, OpenedPassage, OpenedState } from '../../../core/read/opened.ts';
import type { DocId } from '../../../core/request.ts';
import { useToldWords } from '../../words/told.ts';

interface PassageIndexProps {
  readonly opened: OpenedDocument;
  /** The passage that is looked at. */
  readonly at: DocId | null;
  readonly onOpen: (docId: DocId) => void;
}

const GROUPS: readonly OpenedState[] = ['read', 'waiting', 'left-out', 'unread'];
/** Of a long document's passages so many are listed at first, and with each press more. */
const LISTED = 200;
/** Words of a passage that stand in the list. UTF-16 units. */
const BEGINNING = 70;

/** Beside a text there is room for the list at once. */
const isWide = (): boolean => matchMedia('(min-width: 56rem)').matches;

/** All passages of a document, those that were read first, by rank; each opens the text where it stands. Below them what of the file became no passage. */
export function PassageIndex({ opened, at, onOpen }: PassageIndexProps): JSX.Element {
  const words = useToldWords();
  const [open, setOpen] = useState(isWide);
  const notes = opened.facts?.notes ?? [];
  return (
    <details className="reader-passages" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.opened.passages}</summary>
      {open && (
        <nav aria-label={words.opened.passages}>
          {GROUPS.map((state) => (
            <PassageGroup
              key={state}
              state={state}
              opened={opened}
              at={at}
              onOpen={(docId) => {
                // Where the text stands below it, it makes room.
                if (!isWide()) setOpen(false);
                onOpen(docId);
              }}
            />
          ))}
          {notes.length > 0 && (
            <>
              <h3>{words.opened.fileNotes}</h3>
              {notes.map((note) => (
                <p key={note.code} className="hint">
                  {words.documents.note(note)}
                </p>
              ))}
            </>
          )}
        </nav>
      )}
    </details>
  );
}

function PassageGroup({ state, opened, at, onOpen }: PassageIndexProps & { readonly state: OpenedState }): JSX.Element | null {
  const words = useToldWords().opened;
  const [most, setMost] = useState(LISTED);
  const all = opened.passages.filter((passage) => passage.state === state);
  if (all.length === 0) return null;
  const sorted = state === 'read' ? all.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0)) : all;
  return (
    <>
      <h3>{words.groups[state](all.length)}</h3>
      <ul>
        {sorted.slice(0, most).map((passage) => (
          <li key={passage.docId}>
            <button
              type="button"
              className="reader-passage"
              aria-current={passage.docId === at ? 'true' : undefined}
              onClick={() => onOpen(passage.docId)}
            >
              <span className="hint">{placeOf(passage, words)}</span> <bdi>{beginningOf(opened.text, passage)}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {all.length > most && (
        <button type="button" className="link" onClick={() => setMost(most + LISTED)}>
          {words.more(all.length - most)}
        </button>
      )}
    </>
  );
}

function placeOf({ rank, page, heading }: OpenedPassage, words: ReturnType<typeof useToldWords>['opened']): string {
  const last = heading.split(' › ').at(-1) ?? '';
  return [
    ...(rank === null ? [] : [words.rank(rank)]),
    ...(page === null ? [] : [words.page(page)]),
    ...(last === '' ? [] : [last]),
  ].join(' · ');
}

function beginningOf(text: string, { from, to }: OpenedPassage): string {
  const part = text.slice(from, Math.min(to, from + BEGINNING));
  return part.length < to - from ? `${part.slice(0, Math.max(20, part.lastIndexOf(' ')))} …` : part;
}
