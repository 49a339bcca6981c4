import type { JSX } from 'react';
import type { WindowView } from '../../../core/log/view.ts';
import { useStageWords } from '../../words/stage.ts';

/** How many of the first places are certain by this answer and those before it. */
export function CertifiedLine({
  preferences: { certified, of },
}: {
  readonly preferences: NonNullable<WindowView['preferences']>;
}): JSX.Element {
  const words = useStageWords().preferences;
  // A tie may reach beyond the places that are wanted.
  return <p className="window-outcome">{words.certifiedSoFar({ certified: Math.min(certified.flat().length, of), of })}</p>;
}
