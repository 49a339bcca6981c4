import { useId, useMemo } from 'react';
import type { JSX } from 'react';
import { kendallTau, PATIENCE, rankBiasedOverlap } from '../../../core/measure/agreement.ts';
import { compareRuns } from '../../../core/log/compare.ts';
import type { RunFigures } from '../../../core/log/compare.ts';
import type { ComparedRuns } from './slice.ts';
import { useWords } from '../../words/index.ts';

interface ComparedRunsViewProps {
  readonly compared: ComparedRuns;
  readonly onClose: () => void;
}

const EXCERPT = 100;

/** Two runs side by side: order with both ranks, the first difference of the model's texts, settings, figures. */
export function ComparedRunsView({ compared: { a, b }, onClose }: ComparedRunsViewProps): JSX.Element {
  const words = useWords().compared;
  const { outcomes } = useWords().history;
  const { number, fixed } = useWords().format;
  const ids = useId();
  const found = useMemo(
    () =>
      compareRuns({
        a: a.run,
        b: b.run,
        tau: kendallTau,
        rbo: (one, other) => rankBiasedOverlap({ one, other, p: PATIENCE }),
      }),
    [a, b],
  );
  const names = [`A: ${a.name}`, `B: ${b.name}`] as const;
  const rank = (value: number | null): string => (value === null ? words.absent : number(value));
  const measure = (value: number | null): string => (value === null ? '–' : fixed(value, 3));
  const setting = (value: unknown): string =>
    value === undefined ? words.unknown : typeof value === 'string' ? value : JSON.stringify(value);
  const figure = (name: keyof RunFigures, figures: RunFigures): string => {
    const value = figures[name];
    return typeof value === 'number' ? (name === 'seconds' ? fixed(value, 1) : number(value)) : outcomes[value];
  };
  const head = (first: string): JSX.Element => (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {names.map((name) => (
          <th key={name} scope="col">
            <bdi>{name}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
  return (
    <section className="compared" aria-labelledby={ids}>
      <h3 id={ids}>{words.compared}</h3>
      {!found.sameQuery && <p className="hint hint-bad">{words.otherQuery}</p>}
      {!found.samePassages && <p className="hint hint-bad">{words.otherPassages}</p>}
      <dl className="facts">
        <dt>{words.tau}</dt>
        <dd>{measure(found.tau)}</dd>
        <dt>{words.rbo}</dt>
        <dd>{measure(found.rbo)}</dd>
      </dl>
      <div className="compared-table" tabIndex={0} role="group" aria-label={words.order}>
        <table>
          <caption>{words.order}</caption>
          {head(words.passage)}
          <tbody>
            {found.rows.map(({ docId, text, rankA, rankB }) => (
              <tr key={`${docId} ${rankA === null ? 'B' : 'A'}`} data-differs={rankA !== rankB || undefined}>
                <th scope="row" dir="auto">
                  <bdi>{docId}</bdi> {text.slice(0, EXCERPT)}
                </th>
                <td>{rank(rankA)}</td>
                <td>
                  {rank(rankB)}
                  {rankA !== null && rankB !== null && rankA !== rankB && (
                    <span aria-hidden="true">{rankB < rankA ? ' ▲' : ' ▼'}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h4>{words.trace}</h4>
      {found.trace === null ? (
        <p>{words.traceSame}</p>
      ) : (
        <>
          <p className="hint">{words.traceAt({ window: number(found.trace.window + 1), part: found.trace.part })}</p>
          <p dir="auto">…{found.trace.before}</p>
          <dl className="compared-texts">
            <dt>A</dt>
            <dd dir="auto">{found.trace.a === '' ? <em>{words.textEnds}</em> : found.trace.a}</dd>
            <dt>B</dt>
            <dd dir="auto">{found.trace.b === '' ? <em>{words.textEnds}</em> : found.trace.b}</dd>
          </dl>
        </>
      )}
      <h4>{words.settings}</h4>
      {found.settings.length === 0 ? (
        <p>{words.settingsSame}</p>
      ) : (
        <div className="compared-table" tabIndex={0} role="group" aria-label={words.settings}>
          <table>
            {head(words.setting)}
            <tbody>
              {found.settings.map((one) => (
                <tr key={one.name}>
                  <th scope="row">
                    <code>{one.name}</code>
                  </th>
                  <td>{setting(one.a)}</td>
                  <td>{setting(one.b)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="compared-table" tabIndex={0} role="group" aria-label={words.figures}>
        <table>
          <caption>{words.figures}</caption>
          {head(words.figures)}
          <tbody>
            {(Object.keys(words.figureNames) as (keyof RunFigures)[]).map((name) => (
              <tr key={name}>
                <th scope="row">{words.figureNames[name]}</th>
                <td>{figure(name, found.figures.a)}</td>
                <td>{figure(name, found.figures.b)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {words.close}
        </button>
      </p>
    </section>
  );
}
