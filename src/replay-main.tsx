import { StrictMode, useEffect, useReducer, useRef } from 'react';
import type { JSX } from 'react';
import { createRoot } from 'react-dom/client';
import { runSlice } from './app/features/run/slice.ts';
import { combine } from './app/page/slice.ts';
import { knownCalls } from './core/read/progress.ts';
import { parseLogFile } from './core/log/file.ts';
import type { LogFileProblem, RunLogFile } from './core/log/file.ts';
import { preferredLanguage } from './app/page/preferences.ts';
import { replaySlice } from './app/features/timeline/slice.ts';
import { selectShown } from './app/page/select.ts';
import { Boundary } from './app/shell/boundary.tsx';
import { HighlightContext, useHighlight } from './app/shell/highlight.ts';
import { RescueView } from './app/shell/rescue.tsx';
import { saveFile } from './app/shell/save-file.ts';
import { Charts } from './app/features/charts/charts.tsx';
import { LimitsPanel } from './app/features/limits/limits-panel.tsx';
import { PreferencesFold } from './app/features/preferences/preferences-view.tsx';
import { RunRanking } from './app/features/ranking/run-ranking.tsx';
import { Timeline } from './app/features/timeline/timeline.tsx';
import { TraceView } from './app/features/trace/trace-view.tsx';
import { LanguageContext, LANGUAGES, loadWords, useWords, wordsIn } from './app/words/index.ts';
import type { Language } from './app/words/index.ts';
import './app/design/styles.ts';

/** Composition root of the replay file: a log inside the page, no worker, no model, no network. */
interface ReplayProps {
  readonly file: RunLogFile;
  readonly problems: readonly LogFileProblem[];
}

const { initial, reduce } = combine({ run: runSlice, replay: replaySlice }, (state) => state);

function openedState({ file }: Pick<ReplayProps, 'file'>): typeof initial {
  return reduce(initial, { type: 'log-open', log: file.events, origin: { type: 'file', name: '' } });
}

function Replay({ file, problems }: ReplayProps): JSX.Element | null {
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const words = useWords().shell;
  const logs = useWords().logs;
  const ranking = useWords().ranking;
  const format = useWords().format;
  const outcome = useWords().outcome;
  const status = useWords().status;
  const [state, dispatch] = useReducer(reduce, { file }, openedState);
  const { log, cursor, playback } = state;
  const run = selectShown(state);
  if (run === null) return <p className="app">{words.replay.empty}</p>;
  const done = run.windows.filter((window) => window.phase === 'ended').length;
  const about = { version: file.app.version, model: run.model.id, savedAt: file.exportedAt };
  const standing = (): string => {
    if (run.outcome !== null) return outcome.run(run.outcome, { done, total: knownCalls(run) });
    if (run.tentative !== null) return ranking.notes[run.tentative.from];
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
              {logs.note(problem)}
            </p>
          ))}
          <Boundary of={run}>
            <Timeline log={log} cursor={cursor} playback={playback} running={false} dispatch={dispatch} />
          </Boundary>
          <div className="columns">
            <div className="column-left">
              <Boundary of={run}>
                <TraceView run={run} />
              </Boundary>
              <Boundary of={run}>
                <LimitsPanel run={run} />
              </Boundary>
            </div>
            <div className="column-right">
              <section className="ranking-panel" aria-labelledby="replay-ranking">
                <div className="panel-head">
                  <h2 id="replay-ranking">{ranking.titles.ranking}</h2>
                  <p className="panel-note">{standing()}</p>
                </div>
                <Boundary of={run}>
                  <RunRanking run={run} paced={playback.playing} />
                </Boundary>
              </section>
              <details className="fold charts-fold">
                <summary>{words.charts}</summary>
                <div className="fold-body">
                  <Boundary of={run}>
                    <Charts run={run} />
                  </Boundary>
                </div>
              </details>
              <Boundary of={run}>
                <PreferencesFold run={run} />
              </Boundary>
            </div>
          </div>
        </main>
      </div>
    </HighlightContext>
  );
}

function Page({ text, language }: { readonly text: string; readonly language: Language }): JSX.Element {
  const { logs, shell } = wordsIn(language);
  const { replay } = shell;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
  }, [language]);
  if (text.trim() === '') return <p className="app">{replay.empty}</p>;
  const parsed = parseLogFile(text);
  if (parsed.ok) return <Replay {...parsed.value} />;
  return (
    <div className="app">
      <h1>{replay.refused}</h1>
      {parsed.error.map((problem) => (
        <p key={`${problem.line}.${problem.column}.${problem.code}`}>{logs.note(problem)}</p>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('replay.html has no #root');
const text = document.getElementById('glassrank-log')?.textContent ?? '';
// All languages are inside the file.
const language = preferredLanguage(navigator.languages);
await loadWords(language);
const saveLog = (): void => saveFile({ name: 'glassrank-run.json', mime: 'application/json', text });
createRoot(root).render(
  <StrictMode>
    <LanguageContext value={language}>
      <Boundary instead={(trouble) => <RescueView {...trouble} rescues={[{ what: 'saveLog', onPress: saveLog }]} />}>
        <Page text={text} language={language} />
      </Boundary>
    </LanguageContext>
  </StrictMode>,
);
