import { useMemo, useRef } from 'react';
import type { JSX } from 'react';
import { selectPreferences } from '../../../core/read/preferences.ts';
import type { PreferenceEdge, PreferenceNode } from '../../../core/read/preferences.ts';
import { docId } from '../../../core/request.ts';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import { predictCalls } from '../../../core/strategy/index.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';
import { HighlightContext, useHighlight } from '../../shell/highlight.ts';
import { PreferenceGraph } from '../preferences/preference-graph.tsx';
import type { PreferenceNames } from '../preferences/preferences-view.tsx';
import '../preferences/preferences.css';
import { at } from './lesson.ts';
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

const horse = (position: number): string => `Horse ${position + 1}`;
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

const NAMES: PreferenceNames = {
  nameOf: (id) => `Horse ${id.slice(1)}`,
  nodeName: ({ docIds }: PreferenceNode) => docIds.map((id) => `Horse ${id.slice(1)}`).join(' = '),
  edgeName: ({ from, to, answers }: PreferenceEdge) =>
    `box ${from + 1} above box ${to + 1}, by race ${answers.map(({ window }) => window + 1).join(', ')}`,
};

function Graph({ run }: { readonly run: Run }): JSX.Element | null {
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const preferences = useMemo(() => selectPreferences(toldBy(run)), [run]);
  const names = useMemo(
    (): PreferenceNames => ({
      ...NAMES,
      edgeName: (edge) => {
        const [above, below] = [edge.from, edge.to].map((node) => preferences?.nodes[node]);
        return `${above === undefined ? '' : NAMES.nodeName(above)} before ${below === undefined ? '' : NAMES.nodeName(below)}, in race ${edge.answers.map(({ window }) => window + 1).join(', ')}`;
      },
    }),
    [preferences],
  );
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

function Stage({ state, act }: StageProps<Run>): JSX.Element {
  const objects = useObjects();
  const done = RACES[state - 1];
  const next = RACES[state];
  const certain = done?.certificate?.certified.flat() ?? [];
  const running = new Set(next?.call.members);
  return (
    <>
      <p>
        {next === undefined ? (
          <b>No horse is left that could still be among the first {PODIUM}.</b>
        ) : (
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            Run race {state + 1}
          </button>
        )}
      </p>
      <ol className="stage-horses" aria-label="The horses; those of the next race are marked">
        {Array.from({ length: HORSES }, (_, position) => (
          <li
            key={position}
            data-running={running.has(position) || undefined}
            data-certain={certain.includes(position) || undefined}
            {...objects(`h${position + 1}`)}
          >
            {position + 1}
          </li>
        ))}
      </ol>
      <p className="stage-total" {...objects('certified')}>
        Certified: <b className="figure">{certain.length}</b> of {PODIUM}
        {certain.length > 0 && ` – ${certain.map(horse).join(', ')}`}
      </p>
      <ol className="stage-races" aria-label="The races that were run">
        {RACES.slice(0, state).map(({ answer }, place) => (
          <li key={place} tabIndex={-1} {...objects(`race${place + 1}`)}>
            Race {place + 1}:{' '}
            <span className="figure">
              {answer.groups
                .flat()
                .map((position) => position + 1)
                .join(' > ')}
            </span>
          </li>
        ))}
      </ol>
      {state > 0 && <Graph run={state} />}
    </>
  );
}

/** The old riddle, solved by the strategy that certifies a top (BlitzRank, arXiv 2602.05448), with its graph. */
export const lesson: Lesson<Run> = {
  id: 'horses',
  on: 0,
  right: () => [LANES, RACES.length, Math.ceil(HORSES / LANES) * 2 + 1].indexOf(RACES.length),
  complete: (run) => run === RACES.length,
  out: { sample: 'bees' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          `Twenty-five horses, ${LANES} can run at a time, and there is no clock: a race tells who was before whom, nothing more. Wanted are the fastest ${PODIUM}, in their order. A window of a reranker is such a race.`,
        ],
        [
          'Races are remembered. Who loses to a horse that loses to another is behind both, without a race of its own. As soon as no open horse can be among the first three, they are ',
          at('certified', 'certified'),
          ', and nobody runs any more.',
        ],
      ],
      question: () => 'How many races does it take?',
      choices: () => [
        `${LANES}: one for every horse`,
        `${RACES.length}`,
        `${Math.ceil(HORSES / LANES) * 2 + 1}: five, and then again`,
      ],
      action: 'run race after race, with Enter on the button, until the first three are certain.',
      reveal: () => [
        [
          `Five races, in which every horse runs once; `,
          at(`race${LANES + 1}`, `race ${LANES + 1}`),
          ` between their winners finds the fastest; `,
          at(`race${RACES.length}`, `race ${RACES.length}`),
          ` holds only horses that can still be second or third. Whatever the races say, no more than ${predictCalls({ spec: SPEC, count: HORSES }).calls[1]} are ever needed.`,
        ],
        [
          'The graph holds what follows from the races: best on top, certain places solid, the number on a line is its race. In a real run each line opens the answer that made it (strategy “certified top”). A certificate says that ',
          at('certified', 'the answers agree'),
          ', not that they are right.',
        ],
      ],
      out: 'A list of passages; choose the strategy “certified top” in its settings',
    },
  },
};
