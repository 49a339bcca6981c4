import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent, JSX } from 'react';
import type { Format } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Language } from '../../words/index.ts';
import type { Lesson, LessonWords } from './lesson.ts';
import { PointingContext, Told, usePointing } from './pointing.tsx';
import { useLessonsWords } from './words.ts';

interface LessonFrameProps {
  readonly lesson: Lesson;
  readonly title: string;
  readonly language: Language;
  /** The focus comes to its title: what had it before is gone. */
  readonly focused: boolean;
  readonly onDone: () => void;
  /** Absent: it is the last. */
  readonly onNext?: (() => void) | undefined;
  readonly onTake: () => void;
  /** Opens the recorded run that the lesson names; absent: it names none. */
  readonly onRecorded?: (() => void) | undefined;
  readonly onAgain: () => void;
}

interface GuessProps {
  readonly words: LessonWords<unknown, unknown>;
  readonly format: Format;
  readonly on: unknown;
  readonly given: number | null;
  readonly right: number;
  /** Whether the lesson is done, so that the right choice may be seen. */
  readonly revealed: boolean;
  readonly onGive: (choice: number) => void;
}

/** What the person expects, said before it can be seen. One stop of the Tab key, Enter gives it. */
function Guess({ words, format, on, given, right, revealed, onGive }: GuessProps): JSX.Element {
  const frame = useLessonsWords().lessons;
  const [chosen, setChosen] = useState<number | null>(null);
  const name = useId();
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen !== null && given === null) onGive(chosen);
  };
  return (
    <form className="lesson-guess" onSubmit={give}>
      <fieldset disabled={given !== null}>
        <legend>{words.question(on, format)}</legend>
        {words.choices(on, format).map((choice, place) => (
          <label key={choice} data-right={(revealed && place === right) || undefined}>
            <input type="radio" name={name} checked={(given ?? chosen) === place} onChange={() => setChosen(place)} /> {choice}
          </label>
        ))}
      </fieldset>
      {given === null && (
        <button type="submit" className="button button-rank" disabled={chosen === null}>
          {frame.give}
        </button>
      )}
    </form>
  );
}

/** One lesson: its text and its guess on one side, its stage on the other. It is done when its one action is. */
export function LessonFrame({
  lesson,
  title,
  language,
  focused,
  onDone,
  onNext,
  onTake,
  onRecorded,
  onAgain,
}: LessonFrameProps): JSX.Element {
  const frame = useLessonsWords().lessons;
  const pointing = usePointing();
  const stage = useRef<HTMLDivElement>(null);
  const heading = useId();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) top.current?.focus();
  }, [focused]);
  const [state, setState] = useState<unknown>(lesson.on);
  const [given, setGiven] = useState<number | null>(null);
  const [revealed, setRevealed] = useState(false);
  const words = lesson.said[language];
  const { format } = useWords();
  const right = lesson.right(lesson.on);
  const { Stage } = lesson;
  const act = (next: unknown): void => {
    setState(next);
    if (revealed || !lesson.complete(next)) return;
    setRevealed(true);
    onDone();
  };
  // With the guess the stage can be used, and has the focus before the next key can come.
  useLayoutEffect(() => {
    if (given === null) return;
    stage.current
      ?.querySelector<HTMLElement>(
        '[data-stage-start], button:not(:disabled):not([tabindex="-1"]), input:not(:disabled), textarea, select',
      )
      ?.focus();
  }, [given]);
  return (
    <PointingContext value={pointing}>
      <article className="lesson" aria-labelledby={heading}>
        <div className="lesson-text panel">
          <h2 id={heading} ref={top} tabIndex={-1}>
            {title}
          </h2>
          <Told said={words.text(lesson.on, format)} label={frame.textKeys} />
          <Guess words={words} format={format} on={lesson.on} given={given} right={right} revealed={revealed} onGive={setGiven} />
          {given !== null && (
            <p className="lesson-action" data-done={revealed || undefined}>
              <strong>{revealed ? frame.done : frame.now}</strong> <span>{words.action}</span>
            </p>
          )}
        </div>
        <section className="lesson-stage panel" aria-label={frame.stage} ref={stage} data-waiting={given === null || undefined}>
          <Stage state={state} act={given === null ? null : act} revealed={revealed} words={words.stage} format={format} />
        </section>
        <div className={revealed ? 'lesson-after panel' : 'lesson-after'}>
          <div role="status">
            {revealed && (
              <p className="lesson-verdict">
                <strong>{given === right ? frame.guessedRight : frame.guessedOtherwise}</strong>{' '}
                {given !== right && <bdi>{words.choices(lesson.on, format)[right]}</bdi>}
              </p>
            )}
          </div>
          {revealed && (
            <div className="lesson-reveal">
              <Told said={words.reveal(state, format)} label={frame.revealKeys} />
            </div>
          )}
          {revealed && (
            <p className="lesson-ends">
              {onNext !== undefined && (
                <button type="button" className="button button-rank" onClick={onNext}>
                  {frame.next}
                </button>
              )}{' '}
              <button type="button" className="button" onClick={onTake} title={words.out}>
                {frame.take}
              </button>{' '}
              {onRecorded !== undefined && (
                <button type="button" className="button" onClick={onRecorded}>
                  {frame.recorded}
                </button>
              )}{' '}
              <button type="button" className="button button-quiet" onClick={onAgain}>
                {frame.again}
              </button>
            </p>
          )}
        </div>
        {given === null && <p className="hint lesson-wait">{frame.wait}</p>}
      </article>
    </PointingContext>
  );
}
