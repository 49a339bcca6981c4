import { useEffect, useRef, useState } from 'react';
import type { JSX, KeyboardEvent, RefObject } from 'react';
import type { AppActions } from '../../page/actions.ts';
import { Lazily } from '../../page/part.tsx';
import type { AppAction, AppState } from '../../page/state.ts';
import { useSpoken } from '../../words/index.ts';
import { LESSON_IDS } from './lesson.ts';
import type { Lesson, LessonId } from './lesson.ts';
import { LessonFrame } from './lesson-frame.tsx';
import { LESSONS } from './lessons.ts';
import { arrowTo } from './pointing.tsx';
import { takeList } from './take-list.ts';
import { useLessonsWords } from './words.ts';
import './lessons.css';

type LessonsViewState = Pick<AppState, 'lesson' | 'preferences' | 'phase'>;

export function selectLessonsView({ lesson, preferences, phase }: AppState): LessonsViewState {
  return { lesson, preferences, phase };
}

interface LessonsViewProps {
  readonly state: LessonsViewState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** The lesson that is open: the one named, else the first that is not done, else the first. */
function openLesson({ lesson, preferences }: LessonsViewState): LessonId {
  return (
    LESSON_IDS.find((id) => id === lesson) ?? LESSON_IDS.find((id) => !preferences.lessonsDone.includes(id)) ?? LESSON_IDS[0]
  );
}

/** Writes the lesson into the address, so that a copy of it comes back to it; takes it out when the view is left. */
function useLessonInAddress(lesson: LessonId): void {
  useEffect(() => {
    const write = (name: string | null): void => {
      const address = new URL(location.href);
      if (name === null) address.searchParams.delete('lesson');
      else address.searchParams.set('lesson', name);
      history.replaceState(history.state, '', address);
    };
    write(lesson);
    return () => write(null);
  }, [lesson]);
}

/** Brings the open lesson's button into the strip that a phone shows of all of them; the page itself is not moved. */
function useOpenInSight(lesson: LessonId): RefObject<HTMLOListElement | null> {
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const list = strip.current;
    const button = list?.querySelector<HTMLElement>('[aria-current]');
    if (list === null || button == null) return;
    const [all, own] = [list.getBoundingClientRect(), button.getBoundingClientRect()];
    if (own.left < all.left || own.right > all.right) list.scrollLeft += own.left + own.width / 2 - (all.left + all.width / 2);
  }, [lesson]);
  return strip;
}

/** Opens the recorded run that a lesson names, in Study. */
function recordedOf({ out: { recorded } }: Lesson, { gallery }: AppActions): (() => void) | undefined {
  return recorded === undefined ? undefined : () => void gallery.open(recorded, 'study');
}

/** All lessons as one stop of the Tab key, and the one that is open. */
export function LessonsView(props: LessonsViewProps): JSX.Element {
  const { state, actions, dispatch } = props;
  const words = useLessonsWords().lessons;
  const [times, setTimes] = useState(0);
  const [goesOn, setGoesOn] = useState(false);
  // Once opened it stays, also when it is done and another would come first.
  const [first] = useState(() => openLesson(state));
  const open = LESSON_IDS.find((id) => id === state.lesson) ?? first;
  const language = useSpoken(state.preferences.language);
  const { lessonsDone } = state.preferences;
  const done = LESSON_IDS.filter((id) => lessonsDone.includes(id));
  useLessonInAddress(open);
  const strip = useOpenInSight(open);
  const choose = (lesson: LessonId): void => dispatch({ type: 'lesson-choose', lesson });
  const at = LESSON_IDS.indexOf(open);
  const next = LESSON_IDS[at + 1];
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    const from = buttons.findIndex((button) => button === document.activeElement);
    const to = arrowTo(event, from, buttons.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  return (
    <div className="lessons">
      <nav className="lesson-list" aria-label={words.label}>
        <ol ref={strip} onKeyDown={move}>
          {LESSON_IDS.map((id, place) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === open ? 'true' : undefined}
                tabIndex={id === open ? 0 : -1}
                data-done={done.includes(id) || undefined}
                onClick={() => {
                  setGoesOn(false);
                  choose(id);
                }}
              >
                {words.numbered({ number: place + 1, title: words.titles[id] })}
                {done.includes(id) && <span aria-label={words.isDone}> ✓</span>}
              </button>
            </li>
          ))}
        </ol>
        <p className="hint">
          {words.progress({ done: done.length, of: LESSON_IDS.length })}{' '}
          {done.length > 0 && (
            <button
              type="button"
              className="link"
              onClick={() => dispatch({ type: 'preference-choose', change: { lessonsDone: [] } })}
            >
              {words.reset}
            </button>
          )}
        </p>
      </nav>
      <Lazily part={LESSONS[open]} key={`${open} ${times}`} waiting={<p className="view-loading">{words.loading}</p>}>
        {({ lesson }) => (
          <LessonFrame
            lesson={lesson}
            title={words.titles[open]}
            language={language}
            focused={goesOn}
            onDone={() => {
              if (!lessonsDone.includes(open))
                dispatch({ type: 'preference-choose', change: { lessonsDone: [...lessonsDone, open] } });
            }}
            onNext={
              next === undefined
                ? undefined
                : () => {
                    setGoesOn(true);
                    choose(next);
                  }
            }
            onTake={() => {
              void takeList(lesson.out, { open: actions.open, dispatch }).then(() =>
                dispatch({ type: 'page-view-choose', view: 'workbench' }),
              );
            }}
            onRecorded={recordedOf(lesson, actions)}
            onAgain={() => {
              setGoesOn(true);
              setTimes((before) => before + 1);
            }}
          />
        )}
      </Lazily>
    </div>
  );
}
