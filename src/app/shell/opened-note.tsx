import type { LogOrigin } from '../features/run/slice.ts';
import type { JSX } from 'react';
import type { OpenedNote as Note } from '../../core/log/invocations.ts';
import { useWords } from '../words/index.ts';

interface OpenedNoteProps {
  readonly origin: LogOrigin;
  readonly notes: readonly Note[];
}

/** Where a run that was not made here came from, and what is not known of it. */
export function OpenedNote({ origin, notes }: OpenedNoteProps): JSX.Element {
  const { shell: words, logs } = useWords();
  return (
    <div className="notice notice-opened">
      <p>
        <bdi>{words.opened(origin)}</bdi>
      </p>
      {notes.length > 0 && (
        <ul className="hint">
          {notes.map((note) => (
            <li key={note.code}>{logs.note(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
