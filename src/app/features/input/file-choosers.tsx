import { useRef } from 'react';
import type { JSX } from 'react';
import { useWords } from '../../words/index.ts';
import type { DroppedFile } from './files.ts';
import { filesOfList } from './files.ts';

interface FileChoosersProps {
  readonly locked: boolean;
  readonly onFiles: (files: readonly DroppedFile[]) => void;
}

/** The browser's own choosers: for files, and for a folder (a BEIR collection is one). */
export function FileChoosers({ locked, onFiles }: FileChoosersProps): JSX.Element {
  const words = useWords().input;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (chooser: HTMLInputElement): void => {
    const chosen = filesOfList(chooser.files);
    if (chosen.length > 0) onFiles(chosen);
    chooser.value = '';
  };
  return (
    <>
      <button type="button" className="button button-quiet" disabled={locked} onClick={() => files.current?.click()}>
        {words.openFiles}
      </button>
      <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <button type="button" className="button button-quiet" disabled={locked} onClick={() => folder.current?.click()}>
        {words.openFolder}
      </button>
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
