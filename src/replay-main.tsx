import { StrictMode, useEffect, useReducer, useRef } from 'react';
import type { JSX } from 'react';
import { createRoot } from 'react-dom/client';
import { EMPTY_DRAFT, initialState } from './state/app-state.ts';
import type { AppState } from './state/app-state.ts';
import { knownCalls } from './state/known-calls.ts';
import { parseLogFile } from './state/parse-log-file.ts';
import type { LogFileProblem } from './state/parse-log-file.ts';
import { preferredLanguage } from './state/preferences.ts';
import { reduceReplay } from './state/reduce-replay.ts';
import type { RunLogFile } from './state/run-log-file.ts';
import { selectShown } from './state/select-shown.ts';
import { HighlightContext } from './ui/app/highlight.ts';
import { useHighlight } from './ui/app/use-highlight.ts';
import { Charts } from './ui/charts/charts.tsx';
import { LimitsPanel } from './ui/limits/limits-panel.tsx';
import { RunRanking } from './ui/ranking/run-ranking.tsx';
import { Timeline } from './ui/timeline/timeline.tsx';
import { TraceView } from './ui/trace/trace-view.tsx';
import { callWords } from './ui/words/call-catalogue.ts';
import { formatWords } from './ui/words/format-catalogue.ts';
import { outcomeWords } from './ui/words/outcome-catalogue.ts';
import { rankingWords } from './ui/words/ranking-catalogue.ts';
import { shellWords } from './ui/words/shell-catalogue.ts';
import { statusWords } from './ui/words/status-catalogue.ts';
import { LanguageContext, useWords } from './ui/words/use-words.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/layout.css';
import './ui/styles/input.css';
import './ui/styles/run.css';
import './ui/styles/method.css';
import './ui/styles/trace.css';
import './ui/styles/timeline.css';
import './ui/styles/ranking.css';
import './ui/styles/charts.css';
import './ui/styles/touch.css';
import './ui/styles/print.css';

/** Composition root of the replay file: a log inside the page, no worker, no model, no network. */
interface ReplayProps {
  readonly file: RunLogFile;
  readonly problems: readonly LogFileProblem[];
}

function openedState({ file }: Pick<ReplayProps, 'file'>): AppState {
  const start = initialState({ modelId: '', input: EMPTY_DRAFT, settings: {} });
  return reduceReplay(start, { type: 'log-open', log: file.events, origin: { type: 'file', name: '' } });
}

function Replay({ file, problems }: ReplayProps): JSX.Element | null {
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const words = useWords(shellWords);
  const ranking = useWords(rankingWords);
  const calls = useWords(callWords);
  const format = useWords(formatWords);
  const outcome = useWords(outcomeWords);
  const status = useWords(statusWords);
  const [state, dispatch] = useReducer(reduceReplay, { file }, openedState);
  const { log, cursor, playback } = state;
  const run = selectShown(state);
  if (run === null) return <p className="app">{words.replay.empty}</p>;
  const done = run.windows.filter((window) => window.phase === 'ended').length;
  const about = { version: file.app.version, model: run.model.id, savedAt: file.exportedAt };
  const standing = (): string => {
    if (run.outcome !== null) return outcome.run(run.outcome, { done, total: knownCalls(run) });
    if (run.tentative !== null)
      return run.tentative.from === 'first-token' ? calls.firstToken : ranking.notes[run.tentative.from];
    return done === 0 ? ranking.notes.undecided : ranking.committed(format.number(done), format.windows(knownCalls(run)));
  };
  return (
    <HighlightContext value={highlight}>
      <div className="app" ref={root}>
        <header className="header">
          <div>
            <h1 dir="auto">{run.request.query.text}</h1>
            <p className="hint">{words.replay.about(about)}</p>
          </div>
        </header>
        <main>
          <p className="visually-hidden" role="status">
            {status.run(run)}
          </p>
          {problems.map((problem) => (
            <p key={problem.code} className="hint">
              {words.openedNotes === null ? `${problem.message} ${problem.hint}` : words.openedNotes[problem.code]}
            </p>
          ))}
          <Timeline log={log} cursor={cursor} playback={playback} running={false} dispatch={dispatch} />
          <div className="columns">
            <div className="column-left">
              <TraceView run={run} />
              <LimitsPanel run={run} />
            </div>
            <div className="column-right">
              <section className="ranking-panel" aria-labelledby="replay-ranking">
                <div className="panel-head">
                  <h2 id="replay-ranking">{ranking.titles.ranking}</h2>
                  <p className="panel-note">{standing()}</p>
                </div>
                <RunRanking run={run} paced={playback.playing} />
              </section>
              <details className="fold charts-fold">
                <summary>{words.charts}</summary>
                <div className="fold-body">
                  <Charts run={run} />
                </div>
              </details>
            </div>
          </div>
        </main>
      </div>
    </HighlightContext>
  );
}

function Page({ text }: { readonly text: string }): JSX.Element {
  const language = preferredLanguage(navigator.languages);
  const { replay, openedNotes } = shellWords[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr';
  }, [language]);
  if (text.trim() === '') return <p className="app">{replay.empty}</p>;
  const parsed = parseLogFile(text);
  if (parsed.ok)
    return (
      <LanguageContext value={language}>
        <Replay {...parsed.value} />
      </LanguageContext>
    );
  return (
    <div className="app">
      <h1>{replay.refused}</h1>
      {parsed.error.map((problem) => (
        <p key={`${problem.line}.${problem.column}.${problem.code}`}>
          {openedNotes === null
            ? `${problem.message} ${problem.hint}`
            : openedNotes[problem.code === 'bad-event' ? 'not-a-log' : problem.code]}
        </p>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('replay.html has no #root');
const text = document.getElementById('glassrank-log')?.textContent ?? '';
createRoot(root).render(
  <StrictMode>
    <Page text={text} />
  </StrictMode>,
);
