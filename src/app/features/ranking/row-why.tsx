import type { JSX } from 'react';
import type { ThoughtSentence } from '../../../core/read/reasons.ts';
import type { RankedRow } from '../../../core/read/row.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { PlaceLink } from './place-link.tsx';

interface WhySentenceProps {
  readonly row: RankedRow;
  readonly sentence: ThoughtSentence;
}

/** A sentence of the trace, which leads to it: to where it names the passage, else to its beginning. */
function WhySentence({ row: { docId, mentions }, sentence }: WhySentenceProps): JSX.Element {
  const { window, from, text } = sentence;
  const named = mentions.find((mention) => mention.window === window && mention.sentence.from === from);
  return (
    <PlaceLink
      docId={docId}
      window={window}
      sentenceFrom={from}
      focusFrom={named?.from ?? from}
      className="link why-sentence"
      hint={useStageWords().rowReason.whyHint}
    >
      {text}
    </PlaceLink>
  );
}

/**
 * One line for a list that is watched: the sentence that bears the passage's place out, or in so many words that the thought speaks against it; before
 * there is one, how far it has come. Always there, so that nothing moves when it comes.
 */
export function RowReason({ row }: { readonly row: RankedRow }): JSX.Element {
  const words = useWords().row;
  const said = useStageWords().rowReason;
  const { why, reading, standing } = row;
  if (why.type === 'decided') {
    const { decision } = why;
    return (
      <p className={decision.against ? 'row-reason row-reason-against' : 'row-reason'}>
        {decision.against && <span className="why-against">{said.though} </span>}
        <WhySentence row={row} sentence={decision} />
      </p>
    );
  }
  const read = reading !== null && reading.state !== 'whole' ? words.reading[reading.state] : null;
  return (
    <p className="row-reason row-reason-none">{why.type === 'unread' ? words.standings[standing] : (read ?? said[why.type])}</p>
  );
}

/** The sentence of the trace that bears the passage's place out, and what the thought says against it; or that there is none. */
export function RowWhy({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useWords().row;
  const said = useStageWords().rowReason;
  const { why } = row;
  // While passages are read for their scores nothing is written: that the reasoning has not come to one says nothing.
  const beingRead = row.reading !== null && row.reading.state !== 'whole';
  if (why.type === 'unread' || (why.type === 'pending' && beingRead)) return null;
  if (why.type !== 'decided') return <p className="row-why row-why-none">{said[why.type]}</p>;
  const { decision } = why;
  const { against, denied } = decision;
  // A window that still thinks may yet come to it.
  const open = row.standing === 'judging' || row.standing === 'tentative';
  return (
    <p className={against ? 'row-why row-why-against' : 'row-why'}>
      <span className={against ? 'why-against' : 'why-name'}>{against ? said.against(row.rank) : said.why}</span>{' '}
      <WhySentence row={row} sentence={decision} />{' '}
      <span className="why-by">
        {said.by[decision.by]}
        {!decision.latest && ` (${open ? words.inWindow(decision.window + 1) : said.earlier(decision.window + 1)})`}
      </span>
      {denied !== null && (
        <>
          {' '}
          <span className="why-against">{said.denied}</span> <WhySentence row={row} sentence={denied} />
          {denied.window !== decision.window && <span className="why-by"> ({words.inWindow(denied.window + 1)})</span>}
        </>
      )}
    </p>
  );
}
