import type { JSX, ReactNode } from 'react';
import { use, useCallback, useId, useMemo } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { readingRules } from '../../../core/read/calls.ts';
import { selectCost } from '../../../core/read/forecast.ts';
import { totalCalls } from '../../../core/read/progress.ts';
import { strategyFields } from '../../../core/strategy/index.ts';
import { LookContext } from '../../shell/look.ts';
import { useOpened } from '../../design/use-opened.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { shownQuoteStrength } from '../../../core/read/quote-strength.ts';
import { ChipLabelContext } from './passage-chip.tsx';
import type { ChipLabel } from './passage-chip.tsx';
import { NamesContext, passageName } from './passage-names.tsx';
import { ResumedNote } from '../recovery/resumed-note.tsx';
import { RunRoles, WrittenAfter } from './run-roles.tsx';
import { QuoteMarks } from './quote-marks.tsx';
import { QuoteStrengthContext } from './trace-text.tsx';
import { WatchedThought } from './watched-thought.tsx';
import { WindowTraceView } from './window-trace.tsx';

/** Whose prompt a run used and which calls it made; nothing for the model's own. */
function RunMethodLine({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().method;
  const forecast = useWords().forecast;
  const { modes } = useWords().settings;
  const format = useWords().format;
  const { method, answerMode } = run.settings;
  if (method === undefined) return null;
  const { strategy, preset, scaling } = method;
  const numbers = strategyFields(strategy).map(({ field, value }) => `${words.fields[field]} ${format.number(value)}`);
  const sort = 'sort' in strategy ? [words.sorts[strategy.sort]] : [];
  const named = [words.strategies[strategy.type].name, ...sort, ...numbers].join(', ');
  const more = [
    modes[answerMode].name,
    ...(scaling.samples > 1
      ? [`${words.samples.name} ${format.number(scaling.samples)} (${words.fuseRules[scaling.fuse]})`]
      : []),
    ...(scaling.waits > 0 ? [`${words.waits.name} ${format.number(scaling.waits)}`] : []),
    ...(scaling.earlyStop === null ? [] : [words.earlyStop.name]),
    ...(scaling.instantOrder ? [words.instantOrder.name] : []),
  ];
  return (
    <p className="run-method">
      {forecast.ranWith({ prompt: preset.title, strategy: named })} {more.join(' · ')}
    </p>
  );
}

/** What a run has cost against what was predicted; said plainly where it was outside. */
function RunCostTable({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().forecast;
  const format = useWords().format;
  const figures = selectCost(run);
  const outside = figures?.some(({ verdict }) => verdict === 'below' || verdict === 'above') === true;
  const opened = useOpened(outside);
  if (figures === null) return null;
  const kept = figures.every(({ verdict }) => verdict === 'within');
  return (
    <details className="fold run-cost" {...opened}>
      <summary className={outside ? 'cost-outside' : undefined}>
        {outside ? words.outside : kept ? words.asPredicted : words.cost}
      </summary>
      <div className="fold-body call-table cost-table" role="region" aria-label={words.cost} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.cost}</th>
              <th scope="col">{words.predicted}</th>
              <th scope="col">{words.spent}</th>
              <th scope="col">{words.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ name, predicted: bounds, true: spent, verdict }) => (
              <tr key={name}>
                <th scope="row">{words.figures[name]}</th>
                <td className="figure">{bounds === null ? '–' : words.bounds(bounds)}</td>
                <td className="figure">{format.number(spent)}</td>
                <td className={verdict === 'below' || verdict === 'above' ? 'cost-outside' : undefined}>
                  {words.verdicts[verdict]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

interface TraceViewProps {
  readonly run: RunView;
  /** True while the newest moment of a run that is going on is shown. Else a window that is still open is a moment of the past. */
  readonly running?: boolean;
  /** Puts a button under an open thought; null or left out where there is one elsewhere. */
  readonly onSkip?: (() => void) | null;
  /** Under a thought that is watched, within its pane: what can be asked of it. */
  readonly after?: ReactNode;
}

/** The model's own text, window by window, newest first. */
export function TraceView({ run, running = false, onSkip = null, after }: TraceViewProps): JSX.Element {
  const ids = useId();
  const words = useStageWords().trace;
  const { request, ranking } = run;
  const ranks = useMemo(() => new Map(ranking.map((docId, place) => [docId, place + 1])), [ranking]);
  const labelOf = useCallback<ChipLabel>(
    (docIds) => docIds.map((docId) => words.chip({ rank: ranks.get(docId) ?? 0, start: passageName(request, docId) })).join('; '),
    [request, ranks, words],
  );
  const strengthOf = useCallback((quote: Parameters<typeof shownQuoteStrength>[1]) => shownQuoteStrength(run, quote), [run]);
  const newest = run.windows.at(-1)?.index;
  const total = totalCalls(run);
  const rules = useMemo(() => readingRules({ settings: run.settings, model: run.model }), [run.settings, run.model]);
  const watched = use(LookContext) === 'watch';
  const windows = (
    <ChipLabelContext value={labelOf}>
      <NamesContext value={request}>
        <QuoteStrengthContext value={strengthOf}>
          {/* Watched, the newest stands last: its end is what is followed. */}
          {(watched ? run.windows : run.windows.toReversed()).map((window) => (
            <WindowTraceView
              key={`${run.runId}.${window.index}`}
              window={window}
              total={total}
              rules={rules}
              budget={run.settings.thoughtTokens}
              over={run.outcome !== null && window.phase !== 'ended'}
              latest={window.index === newest}
              onSkip={running ? onSkip : null}
            />
          ))}
        </QuoteStrengthContext>
      </NamesContext>
    </ChipLabelContext>
  );
  if (watched) {
    return (
      <section className="panel trace-panel trace-watched" aria-labelledby={`${ids}-title`}>
        <h2 id={`${ids}-title`}>{words.title}</h2>
        <WatchedThought run={run}>
          {run.windows.length === 0 && <p className="reading-now">{words.preparing}</p>}
          {windows}
          <ResumedNote run={run} />
          <WrittenAfter run={run} />
          {after}
        </WatchedThought>
        <p className="honesty">{words.honesty}</p>
      </section>
    );
  }
  return (
    <section className="panel trace-panel" aria-labelledby={`${ids}-title`}>
      <div className="panel-head">
        <h2 id={`${ids}-title`}>{words.title}</h2>
        <p className="honesty">
          {words.honesty}
          {run.settings.answerMode === 'locked' && ` ${words.locked}`}
        </p>
      </div>
      <ResumedNote run={run} />
      <WrittenAfter run={run} />
      <RunRoles run={run} />
      <QuoteMarks run={run} />
      <RunMethodLine run={run} />
      <RunCostTable run={run} />
      {run.windows.length === 0 && <p className="reading-now">{words.preparing}</p>}
      {windows}
    </section>
  );
}
