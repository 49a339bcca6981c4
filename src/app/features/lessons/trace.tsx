import { useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import { checkConsistency } from '../../../core/trace/consistency.ts';
import { findQuotes } from '../../../core/trace/mentions.ts';
import { isVerbatim } from '../../../core/trace/quotes.ts';
import { segmentTrace } from '../../../core/trace/segments.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { arrowTo, useObjects } from './pointing.tsx';
import { toyPassage, TOY_QUERY } from './toy-list.ts';
import { SENTENCE_KINDS, traceWords } from './trace-words.ts';
import type { SentenceKind, TraceStage } from './trace-words.ts';

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

/** What the person has marked, by sentence. */
type Marks = readonly (SentenceKind | null)[];

const SEGMENTS = segmentTrace(THOUGHT, PASSAGES.length);

/** What the program that reads every trace here makes of a sentence: a quote is looked up in its passage, the rest goes by the words. */
function kindOf(sentence: number): SentenceKind {
  const from = SENTENCES.slice(0, sentence).reduce((sum, text) => sum + text.length + 1, 0);
  const to = from + (SENTENCES[sentence]?.length ?? 0);
  const quotes = findQuotes(THOUGHT, PASSAGES.length).filter((quote) => quote.from >= from && quote.to <= to);
  if (quotes.some(({ text, identifier }) => !isVerbatim(text, PASSAGES[(identifier ?? 0) - 1]?.text ?? ''))) return 'untrue';
  const kind = SEGMENTS.find((segment) => segment.from <= from && segment.to > from)?.kind;
  return kind === 'change-of-mind' ? 'change' : kind === 'comparison' ? 'comparison' : 'evidence';
}

const READ: readonly SentenceKind[] = SENTENCES.map((_, sentence) => kindOf(sentence));
const REPORT = checkConsistency({ segments: SEGMENTS, order: ANSWER, answered: ANSWER });

function Stage({ state, act, words, format }: StageProps<Marks, TraceStage>): JSX.Element {
  const objects = useObjects();
  const [stop, setStop] = useState(0);
  const mark = (sentence: number, kind: SentenceKind | null): void => act?.(state.with(sentence, kind));
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const kind = SENTENCE_KINDS[Number(event.key) - 1];
    const to = arrowTo(event, stop, SENTENCES.length);
    if (kind === undefined && to === null) return;
    event.preventDefault();
    if (kind !== undefined) mark(stop, kind);
    else if (to !== null) event.currentTarget.querySelectorAll<HTMLElement>('button')[to]?.focus();
  };
  const right = state.filter((kind, sentence) => kind === READ[sentence]).length;
  return (
    <>
      <p className="stage-query" lang="en" dir="ltr">
        {TOY_QUERY}
      </p>
      <ol className="stage-passages" lang="en" dir="ltr">
        {PASSAGES.map(({ name, text }, place) => (
          <li key={name} {...objects(name)}>
            <b>[{place + 1}]</b> {text}
          </li>
        ))}
      </ol>
      <h3>{words.thought}</h3>
      <ol className="stage-sentences" onKeyDown={press} aria-label={words.sentences}>
        {SENTENCES.map((text, sentence) => {
          const marked = state[sentence] ?? null;
          return (
            <li
              key={sentence}
              {...objects(`s${sentence + 1}`)}
              data-mark={marked === null ? undefined : SENTENCE_KINDS.indexOf(marked) + 1}
            >
              <button
                type="button"
                className="stage-row"
                tabIndex={sentence === stop ? 0 : -1}
                data-stage-start={sentence === 0 || undefined}
                onFocus={() => setStop(sentence)}
                onClick={() => {
                  const now = SENTENCE_KINDS.findIndex((kind) => kind === state[sentence]);
                  mark(sentence, SENTENCE_KINDS[(now + 1) % SENTENCE_KINDS.length] ?? null);
                }}
              >
                <bdi lang="en">{text}</bdi> {marked !== null && <span className="tag">{words.kinds[marked]}</span>}
              </button>
            </li>
          );
        })}
      </ol>
      <p {...objects('answer')}>
        {words.answer}{' '}
        <b className="figure">
          <bdi dir="ltr">{ANSWER.map((identifier) => `[${identifier}]`).join(' > ')}</bdi>
        </b>
      </p>
      <p className="hint">
        {words.keys} {SENTENCE_KINDS.map((kind, place) => `${place + 1} ${words.kinds[kind]}`).join(' · ')}. {words.click}
      </p>
      <p className="stage-total" role="status">
        {words.marked} <b className="figure">{words.of({ right: format.number(right), of: format.number(SENTENCES.length) })}</b>
      </p>
    </>
  );
}

/** Evidence, comparison, change of mind, and what is not true: with the program that reads every trace of the page. */
export const lesson: Lesson<Marks, TraceStage> = {
  id: 'trace',
  on: SENTENCES.map(() => null),
  right: () => READ.indexOf('untrue'),
  complete: (marks) => marks.every((kind, sentence) => kind === READ[sentence]),
  out: { sample: 'kettle', recorded: 'kettle' },
  Stage,
  said: traceWords({
    untrue: READ.indexOf('untrue'),
    preferences: REPORT.preferences,
    contradictions: REPORT.contradictions,
  }),
};
