import { useContext, useId, useState } from 'react';
import type { CSSProperties, JSX, KeyboardEvent } from 'react';
import type { Belief, BeliefSummary } from '../../../core/experiment/lenses/belief.ts';
import type { DocId } from '../../../core/request.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { useWords } from '../../words/index.ts';
import { useLensWords } from './words.ts';

interface BeliefStripProps {
  readonly summary: BeliefSummary;
  readonly labels: readonly { readonly docId: DocId; readonly name: string }[];
  readonly texts: readonly string[];
  readonly active: number | null;
  readonly onActive: (step: number | null) => void;
}

/**
 * A heat strip that is a table: a row a passage, a column a step of the thought. The height of a cell's bar is the passage's share; its number stands
 * in the cell for those who do not see it.
 */
export function BeliefStrip({ summary, labels, texts, active, onActive }: BeliefStripProps): JSX.Element {
  const words = useLensWords().findings;
  const { passage } = useLensWords().lenses;
  const format = useWords().format;
  const highlight = useContext(HighlightContext);
  const caption = useId();
  const [stop, setStop] = useState(0);
  const { beliefs, changes } = summary;
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const to = { [forward]: stop + 1, [back]: stop - 1, Home: 0, End: beliefs.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= beliefs.length) return;
    event.preventDefault();
    setStop(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-step="${to}"]`)?.focus();
  };
  const told = (belief: Belief | null | undefined): string => {
    const leader = belief == null ? undefined : labels[belief.top];
    if (belief == null || leader === undefined) return words.unasked;
    const share = format.percent(belief.shares[belief.top] ?? 0);
    return [
      words.leads({ name: leader.name, share }),
      words.entropy(belief.entropy),
      words.mass(format.percent(belief.mass)),
    ].join(' ');
  };
  const shownAt = active ?? beliefs.findLastIndex((belief) => belief !== null);
  const name = (step: number): string => (step === 0 ? words.beforeThought : words.step(step));
  return (
    <figure className="belief-strip" onMouseLeave={() => onActive(null)}>
      <p className="lens-caption" id={caption}>
        {words.strip} <span className="hint">{words.moveThrough}</span>
      </p>
      <div className="lens-scroll">
        <table aria-labelledby={caption} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">{passage}</th>
              {beliefs.map((belief, step) => (
                <th key={step} scope="col" data-active={step === active || undefined}>
                  <button
                    type="button"
                    data-step={step}
                    tabIndex={step === stop ? 0 : -1}
                    aria-label={`${name(step)}: ${changes.includes(step) ? `${words.changed}. ` : ''}${told(belief)} ${texts[step] ?? ''}`}
                    onFocus={() => {
                      setStop(step);
                      onActive(step);
                    }}
                    onBlur={() => onActive(null)}
                    onMouseEnter={() => onActive(step)}
                  >
                    {format.number(step)}
                    <span className="belief-change" aria-hidden="true">
                      {changes.includes(step) ? '◆' : ''}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, position) => (
              <tr key={label.docId} data-active={highlight.active.has(label.docId) || undefined}>
                <th
                  scope="row"
                  title={label.name}
                  onMouseEnter={() => highlight.point([label.docId])}
                  onMouseLeave={() => highlight.point([])}
                >
                  <bdi>{label.name}</bdi>
                </th>
                {beliefs.map((belief, step) => {
                  const share = belief?.shares[position] ?? null;
                  const number = share === null ? '–' : format.percent(share);
                  return (
                    <td
                      key={step}
                      data-active={step === active || undefined}
                      data-top={belief?.top === position || undefined}
                      title={words.share({ name: label.name, share: number })}
                      style={{ '--share': share ?? 0 } as CSSProperties}
                      onMouseEnter={() => onActive(step)}
                    >
                      <span className="belief-bar" aria-hidden="true" />
                      <span className="visually-hidden">{number}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shownAt >= 0 && (
        <figcaption>
          <b>{name(shownAt)}.</b> <bdi>{told(beliefs[shownAt])}</bdi> <span className="hint">{words.moreMass}</span>
        </figcaption>
      )}
    </figure>
  );
}
