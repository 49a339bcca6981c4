import { useId } from 'react';
import type { JSX } from 'react';
import { RANK_LLM_ORDER } from '../../../core/answer/shape.ts';
import type { AnswerReading } from '../../../core/answer/shape.ts';
import { compareReadings, PARSERS, parseWith } from '../../../core/parser/index.ts';
import { useWords } from '../../words/index.ts';
import { BREAK_NAMES, brokenWords } from './broken-words.ts';
import type { BreakName, BrokenStage } from './broken-words.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

const COUNT = 5;

/** An answer that breaks, by what broke it. */
const BREAKS: Readonly<Record<BreakName, string>> = {
  whole: '[3] > [1] > [5] > [2] > [4]',
  missing: '[3] > [1] > [5] > [4]',
  twice: '[3] > [1] > [3] > [5] > [2] > [4]',
  unknown: '[0] > [3] > [1] > [5] > [2] > [4]',
  before: 'The ranking is [3] > [1] > [5] > [2] > [4]',
  after: '[3] > [1] > [5] > [2] > [4]\n```',
  cut: '<think>Passage [4] in 2019 is about tea, and [1] is not',
};
const FENCED = BREAKS.after;

const read = (output: string): ReturnType<typeof compareReadings> =>
  compareReadings({ output, shape: RANK_LLM_ORDER, count: COUNT });
const orderOf = ({ groups }: AnswerReading): string =>
  groups
    .flat()
    .map((position) => position + 1)
    .join(' ');
/** How many different orders the systems read. */
const orders = (output: string): number => new Set(read(output).map(({ reading }) => orderOf(reading))).size;

const asWritten = orderOf(parseWith('glassrank', { output: FENCED, shape: RANK_LLM_ORDER, count: COUNT }));
const asGiven = Array.from({ length: COUNT }, (_, position) => position + 1).join(' ');
const rankK = orderOf(parseWith('rank-k', { output: FENCED, shape: RANK_LLM_ORDER, count: COUNT }));

function Stage({ state, act, words }: StageProps<string, BrokenStage>): JSX.Element {
  const { outcome: outcomes } = useWords();
  const objects = useObjects();
  const id = useId();
  return (
    <>
      <label className="field" {...objects('breaks')}>
        <span>{words.how}</span>
        <select
          value={BREAK_NAMES.find((name) => BREAKS[name] === state) ?? ''}
          disabled={act === null}
          data-stage-start
          onChange={({ target }) => act?.(BREAKS[target.value as BreakName] ?? state)}
        >
          <option value="">{words.own}</option>
          {BREAK_NAMES.map((name) => (
            <option key={name} value={name}>
              {words.breaks[name]}
            </option>
          ))}
        </select>
      </label>
      <div className="field" {...objects('answer')}>
        <label htmlFor={id}>{words.output}</label>
        <textarea
          id={id}
          rows={3}
          lang="en"
          dir="ltr"
          value={state}
          readOnly={act === null}
          spellCheck={false}
          onChange={({ target }) => act?.(target.value)}
        />
      </div>
      <table className="stage-readings">
        <thead>
          <tr>
            <th scope="col">{words.reader}</th>
            <th scope="col">{words.order}</th>
            <th scope="col">{words.did}</th>
          </tr>
        </thead>
        <tbody>
          {read(state).map(({ parser, reading }) => (
            <tr key={parser} {...objects(parser)}>
              <th scope="row">
                <bdi>{PARSERS[parser].title}</bdi>
              </th>
              <td className="figure">
                <bdi dir="ltr">{orderOf(reading)}</bdi>
              </td>
              <td>
                <span className="tag">{outcomes.window(reading.outcome, COUNT).tag}</span>{' '}
                <bdi lang="en">{reading.notes.join('; ')}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What published systems make of answers that are not as they should be: their own parsers, live. */
export const lesson: Lesson<string, BrokenStage> = {
  id: 'broken',
  on: BREAKS.whole,
  right: () => [asWritten, asGiven, ''].indexOf(rankK),
  complete: (output) => orders(output) > 1,
  out: { sample: 'bees', preset: 'rank-k', recorded: 'kettle-rank-k' },
  Stage,
  said: brokenWords({ asWritten, asGiven, orders }),
};
