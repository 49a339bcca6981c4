import { useId, useState } from 'react';
import type { JSX } from 'react';
import type { RunView, WindowView } from '../../../core/log/view.ts';
import { selectContextMeter, selectCuts } from '../../../core/read/limits.ts';
import { knownCalls } from '../../../core/read/progress.ts';
import { Terms } from '../../shell/glossary.tsx';
import { useStageWords } from '../../words/stage.ts';
import { ContextMeterView } from './context-meter.tsx';
import { CutList } from './cut-list.tsx';
import { PromptSent } from './prompt-sent.tsx';
import { RepairList } from './repair-list.tsx';

/** Context, cuts, repairs and prompt of one window. */
function WindowLimits({ run, window }: { readonly run: RunView; readonly window: WindowView }): JSX.Element {
  const ids = useId();
  const words = useStageWords().limits;
  const meter = selectContextMeter(run, window);
  return (
    <div className="window-limits">
      <div className="limit">
        <h3 id={`${ids}-meter`}>{words.meter}</h3>
        <ContextMeterView meter={meter} labelledBy={`${ids}-meter`} />
        {meter.shrunk && window.budget !== null && (
          <p>{words.shrunk({ asked: run.settings.passageWords, kept: window.budget.wordsPerPassage })}</p>
        )}
      </div>
      <div className="limit">
        <h3>{words.cuts}</h3>
        <CutList cuts={selectCuts(run, window)} request={run.request} passageWords={run.settings.passageWords} />
      </div>
      <div className="limit">
        <h3>{words.repairs}</h3>
        <RepairList window={window} thoughtTokens={run.settings.thoughtTokens} />
      </div>
      <PromptSent window={window} meter={meter} />
    </div>
  );
}

/** What every window was given and what was lost on the way, newest window first. Nothing of it is drawn before it is opened. */
export function LimitsPanel({ run }: { readonly run: RunView }): JSX.Element | null {
  const ids = useId();
  const words = useStageWords().limits;
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
            <Terms of={['window', 'candidate', 'firstStage']} />
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
