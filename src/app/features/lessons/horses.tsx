import { useMemo, useRef } from 'react';
import type { JSX } from 'react';
import { selectPreferences } from '../../../core/read/preferences.ts';
import type { PreferenceNode } from '../../../core/read/preferences.ts';
import { docId } from '../../../core/request.ts';
import type { DocId } from '../../../core/request.ts';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import { predictCalls } from '../../../core/strategy/index.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';
import type { Format } from '../../words/format.ts';
import { HighlightContext, useHighlight } from '../../shell/highlight.ts';
import { PreferenceGraph } from '../preferences/preference-graph.tsx';
import type { PreferenceNames } from '../preferences/preferences-view.tsx';
import '../preferences/preferences.css';
import { horsesWords } from './horses-words.ts';
import type { HorsesStage } from './horses-words.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

const HORSES = 25;
const LANES = 5;
const PODIUM = 3;
const SPEC: StrategySpec = { type: 'certified-top', size: LANES, top: PODIUM, budget: 1000 };
/** How fast each horse is: 7 has no factor in common with 25, so that all differ. */
const speed = (position: number): number => ((position * 7 + 3) % HORSES) / HORSES;
const RACES = runJudged({ spec: SPEC, count: HORSES, judge: perfectJudge(speed) });

/** Races that have been run. */
type Run = number;

/** A wrong guess: every horse once, then again, then a last one. */
const TWICE = Math.ceil(HORSES / LANES) * 2 + 1;

const ID = (position: number): ReturnType<typeof docId> => docId(`h${position + 1}`);

/** What the races tell so far, as a run's log would hold it. */
function toldBy(run: Run): Parameters<typeof selectPreferences>[0] {
  return {
    committed: (RACES[run - 1]?.standing.flat() ?? []).map(ID),
    windows: RACES.slice(0, run).map(({ answer, certificate }, index) => ({
      index,
      phase: 'ended',
      preferences: {
        order: answer.groups.map((group) => group.map(ID)),
        certified: (certificate?.certified ?? []).map((group) => group.map(ID)),
        of: PODIUM,
      },
    })),
  };
}

interface GraphProps {
  readonly run: Run;
  readonly words: HorsesStage;
  readonly format: Format;
}

function Graph({ run, words, format: { number, list } }: GraphProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const preferences = useMemo(() => selectPreferences(toldBy(run)), [run]);
  const names = useMemo((): PreferenceNames => {
    const nameOf = (id: DocId): string => words.horse(number(Number(id.slice(1))));
    const nodeName = ({ docIds }: Pick<PreferenceNode, 'docIds'>): string => docIds.map(nameOf).join(' = ');
    return {
      nameOf,
      nodeName,
      edgeName({ from, to, answers }) {
        const [above, below] = [from, to].map((node) => nodeName(preferences?.nodes[node] ?? { docIds: [] }));
        const races = list(answers.map(({ window }) => number(window + 1)));
        return words.before({ above: above ?? '', below: below ?? '', races });
      },
    };
  }, [preferences, words, number, list]);
  const open = (race: number): void => {
    root.current
      ?.closest('.lesson-stage')
      ?.querySelector<HTMLElement>(`[data-object="race${race + 1}"]`)
      ?.focus();
  };
  return (
    <HighlightContext value={highlight}>
      <div ref={root}>{preferences !== null && <PreferenceGraph preferences={preferences} names={names} onOpen={open} />}</div>
    </HighlightContext>
  );
}

function Stage({ state, act, words, format }: StageProps<Run, HorsesStage>): JSX.Element {
  const objects = useObjects();
  const { number, list } = format;
  const next = RACES[state];
  const certain = RACES[state - 1]?.certificate?.certified.flat() ?? [];
  const running = new Set(next?.call.members);
  return (
    <>
      <p>
        {next === undefined ? (
          <b>{words.over(number(PODIUM))}</b>
        ) : (
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            {words.run(number(state + 1))}
          </button>
        )}
      </p>
      <ol className="stage-horses" aria-label={words.horses}>
        {Array.from({ length: HORSES }, (_, position) => (
          <li
            key={position}
            data-running={running.has(position) || undefined}
            data-certain={certain.includes(position) || undefined}
            {...objects(`h${position + 1}`)}
          >
            {number(position + 1)}
          </li>
        ))}
      </ol>
      <p className="stage-total" {...objects('certified')}>
        <b className="figure">{words.certified({ certified: number(certain.length), of: number(PODIUM) })}</b>
        {certain.length > 0 && ` – ${list(certain.map((position) => words.horse(number(position + 1))))}`}
      </p>
      <ol className="stage-races" aria-label={words.races}>
        {RACES.slice(0, state).map(({ answer }, place) => (
          <li key={place} tabIndex={-1} {...objects(`race${place + 1}`)}>
            {words.race(number(place + 1))}{' '}
            <bdi className="figure" dir="ltr">
              {answer.groups
                .flat()
                .map((position) => number(position + 1))
                .join(' > ')}
            </bdi>
          </li>
        ))}
      </ol>
      {state > 0 && <Graph run={state} words={words} format={format} />}
    </>
  );
}

/** The old riddle, solved by the strategy that certifies a top (BlitzRank, arXiv 2602.05448), with its graph. */
export const lesson: Lesson<Run, HorsesStage> = {
  id: 'horses',
  on: 0,
  right: () => [LANES, RACES.length, TWICE].indexOf(RACES.length),
  complete: (run) => run === RACES.length,
  out: { sample: 'bees' },
  Stage,
  said: horsesWords({
    lanes: LANES,
    podium: PODIUM,
    races: RACES.length,
    most: predictCalls({ spec: SPEC, count: HORSES }).calls[1],
    twice: TWICE,
  }),
};
