import { use } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import type { Window } from '../../../core/ranking.ts';
import { knownCalls } from '../../../core/read/progress.ts';
import { isBarred } from '../../page/select.ts';
import type { AppState } from '../../page/state.ts';
import { FrameContext } from '../../shell/frame.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';
import type { Reading } from '../input/reading.ts';
import { RunMeter } from './run-meter.tsx';
import { SkipButton } from './skip-button.tsx';

/** The places of the list that a finished window has put in order, as 0-based half-open stretches from the top, joined where they touch. */
export function keptSpans({ windows }: Pick<RunView, 'windows'>): readonly Window[] {
  const spans: { start: number; end: number }[] = [];
  const settled = windows.filter((window) => window.phase === 'ended').sort((one, other) => one.start - other.start);
  for (const { start, end } of settled) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

type RunBarState = Pick<AppState, 'phase' | 'probe' | 'model' | 'lent' | 'firstStage' | 'showing' | 'run'> & {
  /** The instant order alone is wanted. */
  readonly instantOnly: boolean;
};

/** What the bar shows of the page's state. */
export function selectRunBar({ phase, probe, model, lent, firstStage, showing, run, settings }: AppState): RunBarState {
  return { phase, probe, model, lent, firstStage, showing, run, instantOnly: settings.rerankDepth === 0 };
}

interface RunBarProps {
  readonly state: RunBarState;
  readonly reading: Reading;
  readonly modelBytes: number | null;
  /** The model lies in this browser's storage already. */
  readonly fromShelf?: boolean;
  readonly onRank: () => void;
  readonly onStop: () => void;
  /** Asks that the open thought be closed now; without it there is no such button. */
  readonly onSkip?: () => void;
}

function beforeRun(
  { state, reading, modelBytes, fromShelf = false }: RunBarProps,
  { run: words, views: { busy }, modelChoice }: Pick<Words, 'run' | 'views' | 'modelChoice'>,
  own: string | undefined,
): string {
  if (isBarred(state.probe)) return words.barred;
  if (reading.problems.length > 0 && reading.request === null) return words.unreadable;
  const lacks = reading.lacks.map((lack) => words.lacks[lack]);
  if (lacks.length > 0) return lacks.join(' ');
  if (state.instantOnly) return words.instantOnly;
  if (state.lent !== null) return busy[state.lent];
  if (state.model !== null) return words.ready;
  if (own !== undefined) return own;
  if (modelBytes === null) return words.loadFirst;
  return fromShelf ? modelChoice.loadFirst(modelBytes) : words.loadFirstBytes(modelBytes);
}

function windowsOf(run: RunView | null): { readonly done: number; readonly total: number } {
  return {
    done: run?.windows.filter((window) => window.phase === 'ended').length ?? 0,
    total: run === null ? 0 : knownCalls(run),
  };
}

/** What a stopped or failed run leaves behind. */
function KeptWords({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().run;
  const { number } = useWords().format;
  if (run.outcome === null || run.outcome.type === 'complete') return null;
  const spans = keptSpans(run).map(({ start, end }) => `${number(start + 1)}–${number(end)}`);
  return <p className="run-words">{spans.length === 0 ? words.keptNothing : words.kept({ ...windowsOf(run), spans })}</p>;
}

function RunningControls({
  state,
  onStop,
  onSkip,
  onStage,
}: RunBarProps & { readonly onStage: RunView | null }): JSX.Element | null {
  const words = useWords().run;
  const { busy } = useWords().views;
  const { phase } = state;
  if (phase.type !== 'running') return null;
  return (
    <>
      <button type="button" className="button button-stop" onClick={onStop} aria-disabled={phase.stop === 'asked'}>
        {phase.stop === 'asked' ? words.stopping : words.stop}
      </button>
      {phase.stop === 'no' && onSkip !== undefined && onStage !== null && <SkipButton run={onStage} onSkip={onSkip} />}
      {phase.stop === 'no' && onStage === null && state.firstStage.asked !== null && <p className="run-words">{words.waiting}</p>}
      {phase.stop === 'no' && onStage === null && state.lent !== null && <p className="run-words">{busy[state.lent]}</p>}
      {phase.stop === 'asked' && <p className="run-words">{words.stopAsked(windowsOf(onStage))}</p>}
    </>
  );
}

/** Milliseconds per token read, as the library that runs was measured; null: it was not. */
function measuredRate(model: RunBarState['model']): number | null {
  const { library, measured = [] } = model?.choice ?? {};
  const rate = measured.find((one) => one.library === library)?.prefillTokensPerSecond ?? 0;
  return rate > 0 ? 1000 / rate : null;
}

/** The one place to begin and end a run, and to see how it goes. */
export function RunBar(props: RunBarProps): JSX.Element {
  const { state, reading, onRank } = props;
  const all = useWords();
  const frame = use(FrameContext);
  const words = all.run;
  const { phase, run } = state;
  const running = phase.type === 'running';
  const onStage = run !== null && (!running || run.runId === phase.runId) ? run : null;
  const told = onStage !== null && (running || (state.showing === 'run' && phase.type !== 'loading')) ? onStage : null;
  return (
    <div className="run-bar" role="group" aria-label={words.label}>
      {running ? (
        <RunningControls {...props} onStage={onStage} />
      ) : (
        <>
          <button
            type="button"
            className="button button-rank"
            onClick={onRank}
            disabled={!reading.ready || state.instantOnly || phase.type === 'loading' || isBarred(state.probe)}
          >
            {words.rank}
          </button>
          {phase.type !== 'loading' && (onStage === null || state.showing === 'input') && (
            <p className="run-words">{beforeRun(props, all, frame?.steps(all).loadFirst)}</p>
          )}
          {phase.type === 'loading' && <p className="run-words">{phase.replaced ? words.engineReplaced : words.loading}</p>}
        </>
      )}
      {told !== null && <RunMeter run={told} running={running} readMsPerToken={measuredRate(state.model)} />}
      {told !== null && <KeptWords run={told} />}
    </div>
  );
}
