import { Fragment } from 'react';
import type { JSX } from 'react';
import type { WindowView } from '../../../core/log/view.ts';
import { selectRepairs } from '../../../core/read/limits.ts';
import type { NamedPassage, Repair } from '../../../core/read/limits.ts';
import { FilledText } from '../trace/filled-text.tsx';
import { PassageChip } from '../trace/passage-chip.tsx';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';

interface RepairListProps {
  readonly window: WindowView;
  readonly thoughtTokens: number;
}

/** Everything that was repaired, cut off or forced in one window, by name. */
export function RepairList({ window, thoughtTokens }: RepairListProps): JSX.Element {
  const words = useStageWords().repairs;
  const repairs = selectRepairs(window);
  if (repairs.length === 0) return <p>{window.phase === 'ended' ? words.nothingRepaired : words.notOver}</p>;
  return (
    <ul className="repairs">
      {repairs.map((repair) => (
        <li key={repair.type}>
          <RepairWords repair={repair} window={window} thoughtTokens={thoughtTokens} />
        </li>
      ))}
    </ul>
  );
}

function RepairWords({ repair, window, thoughtTokens }: RepairListProps & { readonly repair: Repair }): JSX.Element {
  const words = useStageWords().repairs;
  const outcomes = useWords().outcome;
  const format = useWords().format;
  switch (repair.type) {
    case 'missing':
    case 'duplicate':
      return <FilledText text={words[repair.type]} parts={{ passages: <Named passages={repair.passages} /> }} />;
    case 'unknown':
      return <>{words.unknown(format.identifiers(repair.written))}</>;
    case 'unfinished':
      return <>{words.unfinished(repair)}</>;
    case 'unparsed':
      return <>{outcomes.window({ type: 'unparsed', reason: repair.reason }, window.passages.length).sentence}</>;
    case 'forced':
      return <>{words.forced(thoughtTokens)}</>;
    case 'skipped':
      return <>{words.skipped}</>;
    case 'open-thought':
      return <>{words.openThought}</>;
    case 'not-skipped':
      return <>{words.notSkipped[repair.why]}</>;
  }
}

function Named({ passages }: { readonly passages: readonly NamedPassage[] }): JSX.Element {
  return (
    <>
      {passages.map(({ identifier, docId }, place) => (
        <Fragment key={identifier}>
          {place > 0 && ' '}
          <PassageChip text={`[${identifier}]`} docIds={[docId]} label={docId} />
        </Fragment>
      ))}
    </>
  );
}
