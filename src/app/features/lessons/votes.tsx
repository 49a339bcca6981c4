import type { JSX } from 'react';
import { borda, rankSpread } from '../../../core/fusion/fusion.ts';
import { everyPosition, groupByScore } from '../../../core/ranking.ts';
import type { Partition } from '../../../core/ranking.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { votesWords } from './votes-words.ts';
import type { VotesStage } from './votes-words.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E'];
/** How good each passage is, as a judge without a bias would see it; in the order in which they are given. */
const WORTHS = [2, 3, 5, 1, 4];
/** What the judge of this lesson adds to whatever it sees first. */
const FIRST_BONUS = 2.5;

/** Orders that were asked. */
type Asked = number;

const best = WORTHS.indexOf(Math.max(...WORTHS));
/** The list turned by so many places: over five of them each passage stands first once. */
const shown = (turn: number): readonly number[] => everyPosition(NAMES.length).map((place) => (place + turn) % NAMES.length);

/** The judge's answer to one order. */
function answerTo(order: readonly number[]): Partition {
  return groupByScore(order, (position) => (WORTHS[position] ?? 0) + (order[0] === position ? FIRST_BONUS : 0));
}

const samplesOf = (asked: Asked): readonly Partition[] => everyPosition(asked).map((turn) => answerTo(shown(turn)));
const said = (partition: Partition): string =>
  partition.map((group) => group.map((position) => NAMES[position]).join(' = ')).join(' > ');
const firstOf = (partition: Partition): readonly number[] => partition[0] ?? [];
/** Orders whose answer puts another first than the best. */
const WON_BY_PLACE = everyPosition(NAMES.length).filter((turn) => !firstOf(answerTo(shown(turn))).includes(best));

function Stage({ state, act, words, format }: StageProps<Asked, VotesStage>): JSX.Element {
  const { number } = format;
  const objects = useObjects();
  const samples = samplesOf(state);
  const spread = state > 0 ? rankSpread(samples) : null;
  return (
    <>
      <p {...objects('worths')}>
        {words.worths}{' '}
        <bdi className="figure">{NAMES.map((name, place) => `${name} ${number(WORTHS[place] ?? 0)}`).join(' · ')}</bdi>
      </p>
      {state < NAMES.length && (
        <p>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            {words.ask({ order: number(state + 1), of: number(NAMES.length) })}
          </button>
        </p>
      )}
      <ol className="stage-votes" aria-label={words.asked}>
        {samples.map((sample, turn) => (
          <li key={turn} {...objects(`vote${turn + 1}`)} data-mark={firstOf(sample).includes(best) ? 'good' : 'bad'}>
            {words.shown}{' '}
            <bdi className="figure" dir="ltr">
              {shown(turn)
                .map((position) => NAMES[position])
                .join(' ')}
            </bdi>{' '}
            · {words.answer}{' '}
            <b className="figure">
              <bdi dir="ltr">{said(sample)}</bdi>
            </b>
          </li>
        ))}
      </ol>
      {state > 0 && (
        <p className="stage-total" {...objects('fused')}>
          {words.together}{' '}
          <b className="figure">
            <bdi dir="ltr">{said(borda(samples))}</bdi>
          </b>
        </p>
      )}
      {spread !== null && state > 1 && (
        <p className="hint">
          {words.given}{' '}
          {[...spread]
            .toSorted(([one], [other]) => one - other)
            .map(
              ([position, { least, most }]) =>
                `${NAMES[position]} ${words.places({ least: number(least + 1), most: number(most + 1) })}`,
            )
            .join(' · ')}
        </p>
      )}
    </>
  );
}

/** A judge who favours what stands first, and what asking in several orders does about it. */
export const lesson: Lesson<Asked, VotesStage> = {
  id: 'votes',
  on: 0,
  right: () => WON_BY_PLACE.length,
  complete: (asked) => asked === NAMES.length,
  out: { sample: 'letter' },
  Stage,
  said: votesWords({
    bonus: FIRST_BONUS,
    best: NAMES[best] ?? '',
    wonByPlace: WON_BY_PLACE,
    together: said(borda(samplesOf(NAMES.length))),
  }),
};
