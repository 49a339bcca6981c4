import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { selectWrittenAfter } from '../../../core/read/reading.ts';
import { Terms } from '../../shell/glossary.tsx';
import { useStageWords } from '../../words/stage.ts';

/** Whether thought and answer changed the order that had been read; nothing where none was. */
export function WrittenAfter({ run }: { readonly run: Pick<RunView, 'windows'> }): JSX.Element | null {
  const words = useStageWords().writtenAfter;
  const written = selectWrittenAfter(run);
  if (written === null) return null;
  const { windows, changed, unwritten } = written;
  const told = unwritten
    ? words.unwritten
    : changed.length === 0
      ? words.kept
      : words.changed({ windows: changed.map((window) => window + 1), of: windows });
  return <p className="written-after">{told}</p>;
}

/** What of this run read, what scored, what was only written: said here and nowhere else. */
export function RunRoles({ run: { request, windows } }: { readonly run: Pick<RunView, 'request' | 'windows'> }): JSX.Element {
  const words = useStageWords().runRoles;
  const read = windows.some(({ reading }) => reading !== null);
  const roles = [
    [words.instant, words.instantBy[request.firstStage?.method ?? 'given']],
    [words.reading, read ? words.readingOn : words.readingOff],
    [words.order, read ? words.orderOn : words.orderOff],
    [words.thought, words.thoughtIs],
  ] as const;
  return (
    <details className="fold run-roles">
      <summary>{words.title}</summary>
      <dl className="fold-body">
        {roles.map(([name, told]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
      <Terms of={['firstStage', 'reasoningTrace', 'permutation']} />
    </details>
  );
}
