import type { AppAction } from '../../page/state.ts';
import type { JSX } from 'react';
import type { CutPiece } from '../../../core/input/cut.ts';
import type { InputChoices } from '../../../core/input/reading.ts';
import type { RankRequest } from '../../../core/request.ts';
import { useWords } from '../../words/index.ts';

interface CutControlsProps {
  readonly pieces: readonly CutPiece[];
  readonly request: RankRequest;
  readonly choice: InputChoices['cut'];
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

/** As the reader cuts where nothing is chosen. */
const USUAL = { words: 150, overlap: 30 } as const;
const MOST_WORDS = 2000;
const SHOWN = 30;

/** How one long document is cut into passages, and what each repeats of the one before. */
export function CutControls({ pieces, request, choice = {}, locked, dispatch }: CutControlsProps): JSX.Element {
  const words = useWords().source;
  const { more } = useWords().input;
  const format = useWords().format;
  const size = choice.words ?? USUAL.words;
  const overlap = choice.overlap ?? USUAL.overlap;
  const edit = (change: NonNullable<InputChoices['cut']>): void => {
    if (Object.values(change).every((value) => Number.isInteger(value)))
      dispatch({ type: 'choices-edit', change: { cut: { ...choice, ...change } } });
  };
  return (
    <fieldset className="cut-controls" disabled={locked}>
      <legend>{words.cutTitle}</legend>
      <label>
        <span>{words.cutWords}</span>
        <input
          type="number"
          min={10}
          max={MOST_WORDS}
          value={size}
          onChange={({ target }) => target.validity.valid && edit({ words: target.valueAsNumber })}
        />
      </label>
      <label>
        <span>{words.cutOverlap}</span>
        <input
          type="number"
          min={0}
          max={size - 1}
          value={overlap}
          onChange={({ target }) => target.validity.valid && edit({ overlap: target.valueAsNumber })}
        />
      </label>
      <details className="cut-pieces">
        <summary>
          {format.passages(pieces.length)} <span className="hint">{words.cutRepeated}</span>
        </summary>
        <ol>
          {pieces.slice(0, SHOWN).map((piece, place) => {
            const candidate = request.candidates[place];
            if (candidate === undefined) return null;
            const repeated = candidate.text.slice(0, piece.overlapEnd - piece.start);
            return (
              <li key={candidate.docId}>
                <span className="hint">
                  {words.cutPiece({
                    name: candidate.docId,
                    line: format.number(piece.line),
                    words: format.words(piece.words),
                  })}
                </span>
                <p dir="auto">
                  {repeated !== '' && <mark className="repeated">{repeated}</mark>}
                  {candidate.text.slice(repeated.length)}
                </p>
              </li>
            );
          })}
        </ol>
        {pieces.length > SHOWN && <p className="hint">{more(format.number(pieces.length - SHOWN))}</p>}
      </details>
    </fieldset>
  );
}
