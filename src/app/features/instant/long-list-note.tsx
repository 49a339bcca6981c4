import type { JSX } from 'react';
import { encoderReads } from '../../../core/read/matches.ts';
import type { FirstStageOrder } from '../../../core/request.ts';
import type { FirstStageAnswer } from '../../../instant/api.ts';
import { useToldWords } from '../../words/told.ts';

interface LongListNoteProps {
  readonly order: FirstStageOrder | undefined;
  /** The encoder is still to read it. */
  readonly more?: FirstStageAnswer['more'];
}

/** Of a long list: that its order is provisional while the encoder reads, and how much of it the encoder has read when it is not all. */
export function LongListNote({ order, more }: LongListNoteProps): JSX.Element | null {
  const words = useToldWords().longList;
  if (order === undefined) return null;
  if (more !== undefined) return <p className="hint">{words.reading({ reads: more.reads, of: order.ranking.length })}</p>;
  const told = encoderReads(order);
  return told === null ? null : <p className="hint">{words.read(told)}</p>;
}
