import type { JSX } from 'react';
import { borda, rankSpread } from '../../../core/fusion/fusion.ts';
import { everyPosition, groupByScore } from '../../../core/ranking.ts';
import type { Partition } from '../../../core/ranking.ts';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

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
const wrong = WON_BY_PLACE.length;

function Stage({ state, act }: StageProps<Asked>): JSX.Element {
  const objects = useObjects();
  const samples = samplesOf(state);
  const spread = state > 0 ? rankSpread(samples) : null;
  return (
    <>
      <p {...objects('worths')}>
        What they are worth: <span className="figure">{NAMES.map((name, place) => `${name} ${WORTHS[place]}`).join(' · ')}</span>
      </p>
      {state < NAMES.length && (
        <p>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            Ask order {state + 1} of {NAMES.length}
          </button>
        </p>
      )}
      <ol className="stage-votes" aria-label="Orders that were asked, and the answers">
        {samples.map((sample, turn) => (
          <li key={turn} {...objects(`vote${turn + 1}`)} data-mark={firstOf(sample).includes(best) ? 'good' : 'bad'}>
            shown{' '}
            <span className="figure">
              {shown(turn)
                .map((position) => NAMES[position])
                .join(' ')}
            </span>{' '}
            → answer <b className="figure">{said(sample)}</b>
          </li>
        ))}
      </ol>
      {state > 0 && (
        <p className="stage-total" {...objects('fused')}>
          Together (Borda): <b className="figure">{said(borda(samples))}</b>
        </p>
      )}
      {spread !== null && state > 1 && (
        <p className="hint">
          Places that each was given:{' '}
          {[...spread]
            .toSorted(([one], [other]) => one - other)
            .map(([position, { least, most }]) => `${NAMES[position]} ${format.number(least + 1)} to ${format.number(most + 1)}`)
            .join(' · ')}
        </p>
      )}
    </>
  );
}

/** A judge who favours what stands first, and what asking in several orders does about it. */
export const lesson: Lesson<Asked, null> = {
  id: 'votes',
  on: 0,
  right: () => wrong,
  complete: (asked) => asked === NAMES.length,
  out: { sample: 'letter' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          `Language models favour places: the same passage does better in front. The judge of this lesson does so openly. It sees `,
          at('worths', 'what the passages are worth'),
          `, and adds ${format.fixed(FIRST_BONUS, 1)} to whatever it is shown first.`,
        ],
        [
          `It is asked five times, the list turned by one place each time, so that each passage is shown first once. ${NAMES[best]} is the best.`,
        ],
      ],
      question: () => `How many of the five answers put another passage than ${NAMES[best]} first?`,
      choices: () => ['none', 'one', 'two', 'three', 'four', 'all five'],
      action: 'ask all five orders, with Enter on the button.',
      reveal: () => [
        [
          `${wrong} of five: `,
          ...WON_BY_PLACE.flatMap((turn, before) => [before === 0 ? '' : ' and ', at(`vote${turn + 1}`, `order ${turn + 1}`)]),
          ' were won by the place. ',
          at('fused', 'Together'),
          ` the five say ${said(borda(samplesOf(NAMES.length)))}: every passage had the bonus once, so it cancels.`,
        ],
        [
          'Borda’s count takes the mean of the places. Five answers cost five times as much; “Samples of each call” in the settings asks so, and the lens “position” shows how far your own list moves. What all orders get wrong no vote repairs.',
        ],
      ],
      out: 'A letter; set “Samples of each call” to 3, or open the lens “position”',
      stage: null,
    },
  },
};
