import { useId } from 'react';
import type { JSX } from 'react';
import { PRESETS } from '../../../core/preset/built-in.ts';
import type { ParserId } from '../../../core/parser/index.ts';
import { useWords } from '../../words/index.ts';
import { PARSERS } from '../../../core/parser/index.ts';

interface ParserChoiceProps {
  readonly parser: ParserId;
  /** The preset's own. */
  readonly own: ParserId;
  readonly locked: boolean;
  readonly onChoose: (parser: ParserId) => void;
}

/** Whose reading a free answer gets: ours, or the published system's own. */
export function ParserChoice({ parser, own, locked, onChoose }: ParserChoiceProps): JSX.Element {
  const id = useId();
  const words = useWords().method;
  const known: readonly ParserId[] = [
    ...new Set<ParserId>(['glassrank', own, parser, ...PRESETS.map((preset) => preset.parser)]),
  ];
  return (
    <div className="field">
      <label htmlFor={id}>{words.parser}</label>
      <select
        id={id}
        value={parser}
        disabled={locked}
        onChange={({ target }) => {
          const chosen = known.find((one) => one === target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {known.map((one) => (
          <option key={one} value={one}>
            {one === 'glassrank' ? words.parserOurs : words.parserOwn(PARSERS[one].title)}
          </option>
        ))}
      </select>
      <p className="hint">{words.parserHint}</p>
    </div>
  );
}
