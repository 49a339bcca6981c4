import { useId, useState } from 'react';
import type { JSX } from 'react';
import { knownCalls } from '../../../core/read/known-calls.ts';
import type { RunView } from '../../../core/log/run-view.ts';
import { limitsWords } from '../../words/limits-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { WindowLimits } from './window-limits.tsx';

/** What every window was given and what was lost on the way, newest window first. Nothing of it is drawn before it is opened. */
export function LimitsPanel({ run }: { readonly run: RunView }): JSX.Element | null {
  const ids = useId();
  const words = useWords(limitsWords);
  const [open, setOpen] = useState(false);
  const newest = run.windows.at(-1);
  if (newest === undefined) return null;
  return (
    <section className="panel limits" aria-labelledby={`${ids}-title`}>
      <details className="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2 id={`${ids}-title`}>{words.title}</h2>
          <span className="hint">{words.hint}</span>
        </summary>
        {open && (
          <div className="fold-body limits-windows">
            {run.windows.length === 1 ? (
              <WindowLimits run={run} window={newest} />
            ) : (
              run.windows.toReversed().map((window) => (
                <WindowFold
                  key={`${run.runId}.${window.index}`}
                  title={words.window({ number: window.index + 1, total: knownCalls(run) })}
                  openAtFirst={window === newest}
                >
                  {() => <WindowLimits run={run} window={window} />}
                </WindowFold>
              ))
            )}
          </div>
        )}
      </details>
    </section>
  );
}

interface WindowFoldProps {
  readonly title: string;
  readonly openAtFirst: boolean;
  readonly children: () => JSX.Element;
}

function WindowFold({ title, openAtFirst, children }: WindowFoldProps): JSX.Element {
  const [open, setOpen] = useState(openAtFirst);
  return (
    <details className="limits-window" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
