import type { InputDraft } from './slice.ts';
import type { AppAction } from '../../page/state.ts';
import { useId, useState } from 'react';
import type { ClipboardEvent, JSX, Ref } from 'react';
import { isLongInput } from './reading.ts';
import { useWords } from '../../words/index.ts';

interface PassagesFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly input: InputDraft;
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

const SHOWN = 1200;

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The passages as typed or pasted. A text of many pages is shown by its beginning: all of it is kept and read. */
export function PassagesField({ ref, input, locked, dispatch }: PassagesFieldProps): JSX.Element {
  const words = useWords().input;
  const ids = useId();
  /** The huge text that is edited in full all the same. */
  const [open, setOpen] = useState(false);
  const huge = isLongInput(input) === 'huge';
  // Taken before the browser lays out a million lines.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const passages = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
    if (locked || isLongInput({ passages, files: [] }) !== 'huge') return;
    event.preventDefault();
    dispatch({ type: 'input-fill', query: null, passages, origin: null });
  };
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={`${ids}-passages`}>{words.passages}</label>
        <span className="hint" id={`${ids}-hint`}>
          {words.passagesHint}
        </span>
      </div>
      {huge && !open ? (
        <div className="huge-text">
          <p className="hint">
            {words.hugeText(words.characters(input.passages.length), words.lines(lineCount(input.passages)))}
          </p>
          <textarea
            id={`${ids}-passages`}
            className="passages-box"
            rows={6}
            dir="auto"
            readOnly
            value={`${input.passages.slice(0, SHOWN)}…`}
            aria-describedby={`${ids}-hint`}
          />
          <button type="button" className="link" disabled={locked} onClick={() => setOpen(true)}>
            {words.editHuge}
          </button>
        </div>
      ) : (
        <textarea
          id={`${ids}-passages`}
          ref={ref}
          className="passages-box"
          rows={9}
          dir="auto"
          spellCheck={false}
          value={input.passages}
          placeholder={words.passagesPlaceholder}
          readOnly={locked}
          aria-describedby={`${ids}-hint`}
          onPaste={paste}
          onChange={(event) => dispatch({ type: 'passages-edit', text: event.target.value })}
        />
      )}
    </div>
  );
}
