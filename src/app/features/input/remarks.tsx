import type { JSX } from 'react';
import type { InputRemark } from '../../../core/input/reading.ts';
import { useToldWords } from '../../words/told.ts';

/** In what way the input was read that the person should know of. */
export function Remarks({ notes }: { readonly notes: readonly InputRemark[] }): JSX.Element {
  const { remark } = useToldWords().problems;
  return (
    <>
      {notes.map((note) => (
        <p key={`${note.code}:${note.file ?? ''}`} className="hint">
          {note.file !== undefined && <bdi>{note.file}: </bdi>}
          {remark(note)}
        </p>
      ))}
    </>
  );
}
