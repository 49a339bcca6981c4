import { useId } from 'react';
import type { JSX } from 'react';
import { RANK_LLM_ORDER } from '../../../core/answer/shape.ts';
import type { AnswerReading } from '../../../core/answer/shape.ts';
import { compareReadings, PARSERS, parseWith } from '../../../core/parser/index.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

const COUNT = 5;

/** An answer that breaks, and what broke it. */
const BREAKS: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'whole', text: '[3] > [1] > [5] > [2] > [4]' },
  { name: 'a number left out', text: '[3] > [1] > [5] > [4]' },
  { name: 'a number twice', text: '[3] > [1] > [3] > [5] > [2] > [4]' },
  { name: 'a number that no passage has', text: '[0] > [3] > [1] > [5] > [2] > [4]' },
  { name: 'words before it', text: 'The ranking is [3] > [1] > [5] > [2] > [4]' },
  { name: 'a mark after it', text: '[3] > [1] > [5] > [2] > [4]\n```' },
  { name: 'a thought that was cut off', text: '<think>Passage [4] in 2019 is about tea, and [1] is not' },
];
const FENCED = BREAKS[5]?.text ?? '';

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

function Stage({ state, act }: StageProps<string>): JSX.Element {
  const objects = useObjects();
  const id = useId();
  return (
    <>
      <label className="field" {...objects('breaks')}>
        <span>How it breaks</span>
        <select
          value={BREAKS.find(({ text }) => text === state)?.name ?? ''}
          disabled={act === null}
          data-stage-start
          onChange={({ target }) => act?.(BREAKS.find(({ name }) => name === target.value)?.text ?? state)}
        >
          <option value="">your own words</option>
          {BREAKS.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <div className="field" {...objects('answer')}>
        <label htmlFor={id}>The model’s whole output, over five passages</label>
        <textarea
          id={id}
          rows={3}
          value={state}
          readOnly={act === null}
          spellCheck={false}
          onChange={({ target }) => act?.(target.value)}
        />
      </div>
      <table className="stage-readings">
        <thead>
          <tr>
            <th scope="col">read by</th>
            <th scope="col">order</th>
            <th scope="col">what it did</th>
          </tr>
        </thead>
        <tbody>
          {read(state).map(({ parser, reading }) => (
            <tr key={parser} {...objects(parser)}>
              <th scope="row">{PARSERS[parser].title}</th>
              <td className="figure">{orderOf(reading)}</td>
              <td>
                <span className="tag">{reading.outcome.type}</span> {reading.notes.join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What published systems make of answers that are not as they should be: their own parsers, live. */
export const lesson: Lesson<string, null> = {
  id: 'broken',
  on: BREAKS[0]?.text ?? '',
  right: () => [asWritten, asGiven, ''].indexOf(rankK),
  complete: (output) => orders(output) > 1,
  out: { sample: 'bees', preset: 'rank-k', recorded: 'kettle-rank-k' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          'A model writes its order as text, and a program must read it back. ',
          at('answer', 'This answer'),
          ' is whole, and every system reads the same. Models leave numbers out, name one twice, add words or are cut off; then each system has its own way out, and most take it silently.',
        ],
        ['On stage are the systems’ own rules, rewritten here and held against the originals by tests.'],
      ],
      question: () =>
        'The answer is right, but the model closes it with a line of three backticks. What does Rank-K’s own program read?',
      choices: () => [
        `${asWritten}: the order as written`,
        `${asGiven}: the order as it was before`,
        'nothing: it stops with an error',
      ],
      action:
        'break the answer so that two systems read two different orders: choose a break in the list, or write into the text.',
      reveal: (output) => [
        [
          `Orders that are read in the output as it stands: ${orders(output)}. `,
          at('rank-k', 'Rank-K'),
          ' reads the last line alone, so after a line of backticks the whole answer is lost; a number twice ends its reading; [0] becomes the last passage. ',
          at('rank-llm', 'RankLLM'),
          ' and ',
          at('reasonrank', 'ReasonRank'),
          ' take the digits of a thought that was cut off for an order.',
        ],
        [
          at('glassrank', 'This page'),
          ' says after each answer what it repaired, and under “What other systems would read in this answer” (Study) what they would have made of it. Better still is an answer that cannot break: held to its form while it is written (answer mode “Constrained”).',
        ],
      ],
      out: 'A list, asked with Rank-K’s prompt and read freely: see what was repaired',
      stage: null,
    },
  },
};
