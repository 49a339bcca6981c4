import type { JSX } from 'react';
import type { OpenedNote as Note } from '../../core/log/invocations.ts';
import type { LogOrigin } from '../features/timeline/slice.ts';
import { useWords } from '../words/index.ts';

interface OpenedNoteProps {
  readonly origin: LogOrigin;
  readonly notes: readonly Note[];
}

/** Where a run that was not made here came from, and what is not known of it. */
export function OpenedNote({ origin, notes }: OpenedNoteProps): JSX.Element {
  const words = useWords().shell;
  return (
    <div className="notice notice-opened">
      <p>
        <bdi>{words.opened(origin)}</bdi>
      </p>
      {notes.length > 0 && (
        <ul className="hint">
          {notes.map(({ code, detail }) => (
            <li key={code}>{words.openedNotes === null ? detail : words.openedNotes[code]}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
