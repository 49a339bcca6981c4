import { useContext, useId } from 'react';
import type { JSX } from 'react';
import type { WindowView } from '../../../core/log/view.ts';
import type { DocId } from '../../../core/request.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { PassageChip } from './passage-chip.tsx';
import { NamesContext, passageName } from './passage-names.tsx';

interface ReadingStripProps {
  readonly window: WindowView;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** What was read at each passage's end, in the order in which they were read: a bar between the lowest and the highest score, and the figure. */
export function ReadingStrip({ window, labelOf }: ReadingStripProps): JSX.Element | null {
  const id = useId();
  const words = useStageWords().passageReading;
  const { format } = useWords();
  const request = useContext(NamesContext);
  const { reading, readingLeftOut, passages } = window;
  if (readingLeftOut !== null) return <p className="window-outcome">{words.leftOut[readingLeftOut]}</p>;
  if (reading === null) return null;
  const scores = reading.passages.flatMap((read) => (read === null ? [] : [read.score]));
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  return (
    <div className="likelihoods" role="group" aria-labelledby={id}>
      <h3 id={id}>{words.title}</h3>
      <ul className="likelihood-bars reading-bars">
        {passages.map(({ docId, identifier }, position) => {
          const read = reading.passages[position] ?? null;
          const now = reading.now === position;
          return (
            <li key={docId} data-now={now || undefined}>
              <span className="reading-name">
                <PassageChip text={`[${identifier}]`} docIds={[docId]} label={labelOf([docId])} />
                <bdi>{passageName(request, docId)}</bdi>
              </span>
              <span className="likelihood-bar" aria-hidden="true">
                {read !== null && (
                  <span style={{ inlineSize: `${most > least ? 4 + (96 * (read.score - least)) / (most - least) : 50}%` }} />
                )}
                {now && <span className="sweep" />}
              </span>
              <span
                className="figure"
                title={read === null ? undefined : `${format.tokens(read.tokens)}, ${format.seconds(read.ms)}`}
              >
                {read === null ? (now ? words.now : words.unread) : format.fixed(read.score, 2)}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="hint">{words[reading.from]}</p>
    </div>
  );
}
