import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import type { PlaceParts } from '../../../core/read/reading.ts';
import type { Format } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import type { StageWords } from '../../words/stage.ts';
import { useRowFold } from './row-folds.ts';

/** What a passage's place is made of: first stage, reading, how they were joined, what the answer leant on. Drawn while it is open. */
export function RowParts({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useStageWords().placeParts;
  const { format } = useWords();
  const [open, setOpen] = useRowFold(row.docId, 'parts');
  const { parts } = row;
  if (parts === null) return null;
  return (
    <details className="row-parts" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      {open && (
        <>
          <dl>
            {partsTold({ row, parts }, { words, format }).map(([name, told]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{told}</dd>
              </div>
            ))}
          </dl>
          <p className="hint">{words.hint}</p>
        </>
      )}
    </details>
  );
}

type Told = readonly [name: string, told: string];

function partsTold(
  { row: { reading, firstRank, givenRank, candidate }, parts }: { readonly row: RankedRow; readonly parts: PlaceParts },
  { words, format }: { readonly words: StageWords['placeParts']; readonly format: Format },
): readonly Told[] {
  const { instant, weight, fused, fusedPlace, bucket, prior, relevance, scored, passages } = parts;
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${format.fixed(Math.abs(value), 2)}`;
  const told: Told[] = [
    [
      words.instant,
      words.instantAs({
        z: signed(instant),
        place: firstRank,
        given: givenRank === firstRank ? null : givenRank,
        score: candidate.score ?? null,
      }),
    ],
  ];
  if (reading !== null && reading.read !== null && reading.place !== null) {
    const { score, tokens, ms } = reading.read;
    const z = parts.reading === null ? null : signed(parts.reading);
    const { place, of } = reading;
    told.push([words.reading, words.readingAs({ z, score: format.fixed(score, 2), place, of, tokens, ms })]);
  }
  if (weight !== null && fused !== null && fusedPlace !== null) {
    const by = format.fixed(weight, 2);
    told.push([words.weight, by]);
    const sum = { instant: signed(instant), weight: by, reading: signed(parts.reading ?? 0), fused: signed(fused) };
    told.push([words.fused, words.fusedAs({ ...sum, place: fusedPlace, of: passages })]);
  }
  if (bucket !== null) told.push([words.bucket, words.bucketAs(bucket)]);
  if (prior !== null) told.push([words.prior, words.priorAs(signed(prior))]);
  if (relevance !== null) told.push([words.relevance, format.fixed(relevance, 3)]);
  if (scored !== null) told.push([words.scored, String(scored)]);
  return told;
}
