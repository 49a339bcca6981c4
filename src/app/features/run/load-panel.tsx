import { use } from 'react';
import type { JSX } from 'react';
import type { LoadView } from './load.ts';
import { LanguageContext, useWords } from '../../words/index.ts';

interface LoadPanelProps {
  readonly load: LoadView;
  readonly thenRun: boolean;
  readonly onCancel: () => void;
}

/** Bytes of each file and where they come from, then the engine's own start. */
export function LoadPanel({ load, thenRun, onCancel }: LoadPanelProps): JSX.Element {
  const words = useWords().load;
  // What the engine says of its start is English; the bar says the same to everyone.
  const language = use(LanguageContext);
  const format = useWords().format;
  const library = useWords().library;
  const loaded = load.files.reduce((sum, file) => sum + file.loadedBytes, 0);
  const fromCache = load.files.filter((file) => file.source === 'cache').reduce((sum, file) => sum + file.loadedBytes, 0);
  const bytesDone = load.engine !== null;
  return (
    <section className="panel load-panel" aria-label={words.title}>
      <div className="panel-head">
        <h2>{words.title}</h2>
        <p className="panel-note">{thenRun ? words.thenRun : ''}</p>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
      <div className="load-step">
        <div className="load-line">
          <span>{bytesDone ? words.checked : words.fetching}</span>
          {load.totalBytes > 0 && <span className="figure">{words.bytesOf({ loaded, total: load.totalBytes })}</span>}
        </div>
        <progress max={Math.max(1, load.totalBytes)} value={loaded} aria-label={words.bytesLabel} />
        <p className="hint">{words.sources({ network: loaded - fromCache, cache: fromCache })}</p>
      </div>
      {load.engine !== null && (
        <div className="load-step">
          <div className="load-line">
            <span>{words.compiling}</span>
            <span className="figure">{format.percent(load.engine.progress)}</span>
          </div>
          <progress max={1} value={load.engine.progress} aria-label={words.engineLabel} />
          {language === 'en' && load.engine.text !== '' && (
            <p className="hint" dir="auto">
              {load.engine.text}
            </p>
          )}
        </div>
      )}
      {load.calibration !== null && (
        <div className="load-step">
          <p>{library.calibration(load.calibration)}</p>
          <p className="hint">{words.measuring}</p>
        </div>
      )}
      {load.files.length > 0 && (
        <details className="fold load-files">
          <summary>{words.filesDone({ done: load.files.filter((file) => file.done).length, total: load.fileCount })}</summary>
          <div className="fold-body">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.file}</th>
                  <th scope="col">{words.bytes}</th>
                  <th scope="col">{words.from}</th>
                </tr>
              </thead>
              <tbody>
                {load.files.map((file) => (
                  <tr key={file.file}>
                    <th scope="row">
                      <code>{file.file}</code>
                    </th>
                    <td className="figure">
                      {file.done ? format.bytes(file.bytes) : words.bytesOf({ loaded: file.loadedBytes, total: file.bytes })}
                    </td>
                    <td>{file.replaced ? words.replaced : words.source[file.source]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
