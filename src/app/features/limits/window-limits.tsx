import { useId } from 'react';
import type { JSX } from 'react';
import type { RunView, WindowView } from '../../../core/log/run-view.ts';
import { selectContextMeter } from '../../../core/read/select-context-meter.ts';
import { selectCuts } from '../../../core/read/select-cuts.ts';
import { limitsWords } from '../../words/limits-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { ContextMeterView } from './context-meter.tsx';
import { CutList } from './cut-list.tsx';
import { PromptSent } from './prompt-sent.tsx';
import { RepairList } from './repair-list.tsx';

/** Context, cuts, repairs and prompt of one window. */
export function WindowLimits({ run, window }: { readonly run: RunView; readonly window: WindowView }): JSX.Element {
  const ids = useId();
  const words = useWords(limitsWords);
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
