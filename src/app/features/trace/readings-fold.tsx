import { useState } from 'react';
import type { JSX } from 'react';
import type { WindowView } from '../../../core/log/view.ts';
import { selectReadings } from '../../../core/read/calls.ts';
import type { CallReadingView, ReadingRules } from '../../../core/read/calls.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { PARSERS } from '../../../core/parser/index.ts';

interface ReadingsFoldProps {
  readonly window: WindowView;
  readonly rules: ReadingRules;
}

/** The same output as every system would have read it, side by side. Reckoned once the fold is opened. */
export function ReadingsFold({ window, rules }: ReadingsFoldProps): JSX.Element | null {
  const words = useStageWords().calls;
  const [open, setOpen] = useState(false);
  if (window.phase !== 'ended' || (window.reasoning === '' && window.answer === '')) return null;
  const readings = open ? selectReadings(window, rules) : [];
  return (
    <details className="fold" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.readings}</summary>
      {open && (
        <div className="fold-body readings">
          <p className="hint">{words.readingsHint}</p>
          <div className="call-table" role="region" aria-label={words.readings} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.reader}</th>
                  <th scope="col">{words.order}</th>
                  <th scope="col">{words.outcome}</th>
                  <th scope="col">{words.told}</th>
                </tr>
              </thead>
              <tbody>
                {readings.map((one) => (
                  <Row key={one.parser} view={one} count={window.passages.length} />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </details>
  );
}

function Row({
  view: { parser, reading, used },
  count,
}: {
  readonly view: CallReadingView;
  readonly count: number;
}): JSX.Element {
  const words = useStageWords().calls;
  const outcomes = useWords().outcome;
  const told = outcomes.window(reading.outcome, count);
  const [score] = reading.scores ?? [];
  const order = reading.groups.map((group) => group.map((position) => `[${position + 1}]`).join(' = ')).join(' > ');
  return (
    <tr data-used={used || undefined}>
      <th scope="row">
        <bdi>{PARSERS[parser].title}</bdi>
        {used && ` (${words.used})`}
      </th>
      <td>
        <code dir="ltr">{count === 1 && typeof score === 'number' ? score : order}</code>
      </td>
      <td title={told.sentence}>
        <span className={`tag tag-${told.tone}`}>{told.tag}</span>
      </td>
      <td>
        {reading.notes.length === 0 ? (
          words.same
        ) : (
          <ul lang="en" dir="ltr">
            {reading.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
