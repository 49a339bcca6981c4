import { useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import { checkConsistency } from '../../../core/trace/consistency.ts';
import { findQuotes } from '../../../core/trace/mentions.ts';
import { isVerbatim } from '../../../core/trace/quotes.ts';
import { segmentTrace } from '../../../core/trace/segments.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { arrowTo, useObjects } from './pointing.tsx';
import { toyPassage, TOY_QUERY } from './toy-list.ts';

const PASSAGES = ['black', 'steep', 'bitter', 'kettle'].map(toyPassage);
/** Written for this lesson, so that each of its sentences does one thing. */
const SENTENCES = [
  '[2] says “Green tea is steeped at 70 to 80 °C”, which answers the question.',
  '[3] is more useful than [4].',
  'Wait, [1] is about black tea, so it does not help here.',
  '[4] says “set it to 75 °C for green tea”, so it helps too.',
];
const THOUGHT = SENTENCES.join(' ');
/** 1-based identifiers, best first. */
const ANSWER = [2, 4, 3, 1];

const KINDS = ['evidence', 'comparison', 'change of mind', 'not true'] as const;
type Kind = (typeof KINDS)[number];

/** What the person has marked, by sentence. */
type Marks = readonly (Kind | null)[];

const SEGMENTS = segmentTrace(THOUGHT, PASSAGES.length);

/** What the program that reads every trace here makes of a sentence: a quote is looked up in its passage, the rest goes by the words. */
function kindOf(sentence: number): Kind {
  const from = SENTENCES.slice(0, sentence).reduce((sum, text) => sum + text.length + 1, 0);
  const to = from + (SENTENCES[sentence]?.length ?? 0);
  const quotes = findQuotes(THOUGHT, PASSAGES.length).filter((quote) => quote.from >= from && quote.to <= to);
  if (quotes.some(({ text, identifier }) => !isVerbatim(text, PASSAGES[(identifier ?? 0) - 1]?.text ?? ''))) return 'not true';
  const kind = SEGMENTS.find((segment) => segment.from <= from && segment.to > from)?.kind;
  return kind === 'change-of-mind' ? 'change of mind' : kind === 'comparison' ? 'comparison' : 'evidence';
}

const READ: readonly Kind[] = SENTENCES.map((_, sentence) => kindOf(sentence));
const REPORT = checkConsistency({ segments: SEGMENTS, order: ANSWER, answered: ANSWER });

function Stage({ state, act }: StageProps<Marks>): JSX.Element {
  const objects = useObjects();
  const [stop, setStop] = useState(0);
  const mark = (sentence: number, kind: Kind | null): void => act?.(state.with(sentence, kind));
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const kind = KINDS[Number(event.key) - 1];
    const to = arrowTo(event, stop, SENTENCES.length);
    if (kind === undefined && to === null) return;
    event.preventDefault();
    if (kind !== undefined) mark(stop, kind);
    else if (to !== null) event.currentTarget.querySelectorAll<HTMLElement>('button')[to]?.focus();
  };
  const right = state.filter((kind, sentence) => kind === READ[sentence]).length;
  return (
    <>
      <p className="stage-query">{TOY_QUERY}</p>
      <ol className="stage-passages">
        {PASSAGES.map(({ name, text }, place) => (
          <li key={name} {...objects(name)}>
            <b>[{place + 1}]</b> {text}
          </li>
        ))}
      </ol>
      <h3>The thought</h3>
      <ol className="stage-sentences" onKeyDown={press} aria-label="Sentences: arrows go on, keys 1 to 4 mark">
        {SENTENCES.map((text, sentence) => (
          <li
            key={sentence}
            {...objects(`s${sentence + 1}`)}
            data-mark={state[sentence] === null ? undefined : KINDS.indexOf(state[sentence] ?? 'evidence') + 1}
          >
            <button
              type="button"
              className="stage-row"
              tabIndex={sentence === stop ? 0 : -1}
              data-stage-start={sentence === 0 || undefined}
              onFocus={() => setStop(sentence)}
              onClick={() => {
                const now = KINDS.findIndex((kind) => kind === state[sentence]);
                mark(sentence, KINDS[(now + 1) % KINDS.length] ?? null);
              }}
            >
              {text} {state[sentence] !== null && <span className="tag">{state[sentence]}</span>}
            </button>
          </li>
        ))}
      </ol>
      <p {...objects('answer')}>
        The answer: <b className="figure">{ANSWER.map((identifier) => `[${identifier}]`).join(' > ')}</b>
      </p>
      <p className="hint">
        Keys: {KINDS.map((kind, place) => `${place + 1} ${kind}`).join(' · ')}. A click goes from one to the next.
      </p>
      <p className="stage-total" role="status">
        Marked as the program reads them: <b className="figure">{right}</b> of {SENTENCES.length}
      </p>
    </>
  );
}

/** Evidence, comparison, change of mind, and what is not true: with the program that reads every trace of the page. */
export const lesson: Lesson<Marks, null> = {
  id: 'trace',
  on: SENTENCES.map(() => null),
  right: () => READ.indexOf('not true'),
  complete: (marks) => marks.every((kind, sentence) => kind === READ[sentence]),
  out: { sample: 'kettle', recorded: 'kettle' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          'What a model writes before its answer is text, not a record of how the answer came about. It can be read closely all the same: does it ',
          at('s1', 'quote'),
          ' what stands there, does it compare, does it take something back, and does ',
          at('answer', 'the answer'),
          ' follow from it?',
        ],
        ['This thought was written for the lesson, over four passages that you can check by eye.'],
      ],
      question: () => 'One sentence is not true to its passage. Which?',
      choices: () => ['the first', 'the second', 'the third', 'the fourth'],
      action: 'mark all four sentences: arrows go from one to the next, the keys 1 to 4 say what it does.',
      reveal: () => [
        [
          at(`s${READ.indexOf('not true') + 1}`, 'The fourth'),
          ' quotes words that do not stand in ',
          at('kettle', 'its passage'),
          '. Quotes can be looked up letter by letter, so each one on this page has its mark: found, found elsewhere, not found.',
        ],
        [
          `And ${REPORT.contradictions.map(({ better, worse }) => `the thought puts [${better}] before [${worse}], `).join('')}`,
          at('answer', 'the answer'),
          ` does the reverse: ${REPORT.contradictions.length} of ${REPORT.preferences} pairs that the thought orders. Such a thought is no reason for its answer. “Does the answer follow the thought?” under every thought lists them (Study).`,
        ],
      ],
      out: 'A list that the embedded model ranks with a thought of its own',
      stage: null,
    },
  },
};
