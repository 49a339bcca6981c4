import { useState } from 'react';
import type { JSX } from 'react';
import type { RankRequest } from '../../../core/request.ts';
import type { PassageCut } from '../../../core/read/limits.ts';
import { PassageChip } from '../trace/passage-chip.tsx';
import { FilledText } from '../trace/filled-text.tsx';
import { useStageWords } from '../../words/stage.ts';

interface CutListProps {
  readonly cuts: readonly PassageCut[];
  readonly request: RankRequest;
  /** The setting. */
  readonly passageWords: number;
}

/** What each passage lost on its way into the prompt, to which limit, and the lost text on demand. */
export function CutList({ cuts, request, passageWords }: CutListProps): JSX.Element {
  const words = useStageWords().cuts;
  const told = cuts.filter(({ reason, neutralised }) => reason !== null || neutralised > 0);
  const texts = new Map(request.candidates.map(({ docId, text }) => [docId, text]));
  return (
    <>
      {cuts.every(({ reason }) => reason === null) && <p>{words.nothingCut(cuts.length)}</p>}
      {told.length > 0 && (
        <ul className="cuts">
          {told.map((cut) => (
            <Cut key={cut.identifier} cut={cut} text={texts.get(cut.docId) ?? ''} passageWords={passageWords} />
          ))}
        </ul>
      )}
    </>
  );
}

function Cut({
  cut,
  text,
  passageWords,
}: {
  readonly cut: PassageCut;
  readonly text: string;
  readonly passageWords: number;
}): JSX.Element {
  const words = useStageWords().cuts;
  const { reason, keptFrom, keptTo, keptWords, wordsBefore, wordsAfter } = cut;
  const name = `[${cut.identifier}]`;
  const passage = <PassageChip text={name} docIds={[cut.docId]} label={text.slice(0, 60)} />;
  return (
    <li>
      {reason !== null && (
        <p>
          <FilledText
            text={words.cut({ kept: keptWords, all: cut.words, before: wordsBefore, after: wordsAfter })}
            parts={{ passage }}
          />{' '}
          {words.reasons({ reason, words: passageWords })}
        </p>
      )}
      {cut.neutralised > 0 && (
        <p>
          <FilledText text={words.neutralised(cut.neutralised)} parts={{ passage }} />
        </p>
      )}
      {reason !== null && (
        <CutText
          stretches={[
            { name: words.wordsBefore(wordsBefore), text: text.slice(0, keptFrom), kept: false },
            { name: words.wordsKept(keptWords), text: text.slice(keptFrom, keptTo), kept: true },
            { name: words.wordsAfter(wordsAfter), text: text.slice(keptTo), kept: false },
          ]}
        />
      )}
    </li>
  );
}

interface Stretch {
  readonly name: string;
  readonly text: string;
  readonly kept: boolean;
}

function CutText({ stretches }: { readonly stretches: readonly Stretch[] }): JSX.Element {
  const words = useStageWords().cuts;
  const [open, setOpen] = useState(false);
  return (
    <details className="cut-text" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.showCut}</summary>
      {open && (
        <dl>
          {stretches
            .filter(({ text }) => text.trim() !== '')
            .map(({ name, text, kept }) => (
              <div key={name} className={kept ? 'stretch-kept' : 'stretch-cut'}>
                <dt>{name}</dt>
                <dd dir="auto">{kept ? text : <del>{text}</del>}</dd>
              </div>
            ))}
        </dl>
      )}
    </details>
  );
}
