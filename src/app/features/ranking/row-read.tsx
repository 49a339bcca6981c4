import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { useStageWords } from '../../words/stage.ts';

/** The passage's place among those read so far, as a small bar: full for the first. Its figure is told on pointing and under "what its place is made of". */
export function RowRead({ row: { reading } }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useStageWords().passageReading;
  if (reading === null || reading.place === null) return null;
  const told = words.place({ place: reading.place, of: reading.of });
  return (
    <span className="read-place" title={told}>
      {words.bar}
      <meter min={0} max={reading.of} value={reading.of + 1 - reading.place} aria-label={told} />
    </span>
  );
}
