import type { JSX } from 'react';
import type { LoadView } from '../../state/reduce-load.ts';
import { bytesInWords, plural } from '../words/format-words.ts';
import { calibrationWords } from '../words/library-words.ts';

interface LoadPanelProps {
  readonly load: LoadView;
  readonly thenRun: boolean;
  readonly onCancel: () => void;
}

/** Bytes of each file and where they come from, then the engine's own start. */
export function LoadPanel({ load, thenRun, onCancel }: LoadPanelProps): JSX.Element {
  const loaded = load.files.reduce((sum, file) => sum + file.loadedBytes, 0);
  const fromCache = load.files.filter((file) => file.source === 'cache').reduce((sum, file) => sum + file.loadedBytes, 0);
  const bytesDone = load.engine !== null;
  return (
    <section className="panel load-panel" aria-label="Loading the model">
      <div className="panel-head">
        <h2>Loading the model</h2>
        <p className="panel-note">{thenRun ? 'Ranking begins by itself when it is ready.' : ''}</p>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          Cancel loading
        </button>
      </div>
      <div className="load-step">
        <div className="load-line">
          <span>{bytesDone ? 'Files checked' : 'Fetching and checking files'}</span>
          <span className="figure">
            {bytesInWords(loaded)} of {bytesInWords(load.totalBytes)}
          </span>
        </div>
        <progress max={Math.max(1, load.totalBytes)} value={loaded} aria-label="Bytes of the model" />
        <p className="hint">
          {bytesInWords(loaded - fromCache)} from the network, {bytesInWords(fromCache)} from this browser’s cache
        </p>
      </div>
      {load.engine !== null && (
        <div className="load-step">
          <div className="load-line">
            <span>Compiling shaders and filling graphics memory</span>
            <span className="figure">{Math.round(load.engine.progress * 100)} %</span>
          </div>
          <progress max={1} value={load.engine.progress} aria-label="Engine start" />
          {load.engine.text !== '' && <p className="hint">{load.engine.text}</p>}
        </div>
      )}
      {load.calibration !== null && (
        <div className="load-step">
          <p>{calibrationWords(load.calibration)}</p>
          <p className="hint">
            Several of this model’s libraries fit this graphics processor. Which is fastest is measured once, for about two
            seconds, and remembered.
          </p>
        </div>
      )}
      {load.files.length > 0 && (
        <details className="fold load-files">
          <summary>
            {load.files.filter((file) => file.done).length} of {plural('file', load.fileCount)}
          </summary>
          <div className="fold-body">
            <table>
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">Bytes</th>
                  <th scope="col">From</th>
                </tr>
              </thead>
              <tbody>
                {load.files.map((file) => (
                  <tr key={file.file}>
                    <th scope="row">
                      <code>{file.file}</code>
                    </th>
                    <td className="figure">
                      {file.done ? bytesInWords(file.bytes) : `${bytesInWords(file.loadedBytes)} of ${bytesInWords(file.bytes)}`}
                    </td>
                    <td>{file.replaced ? 'network (damaged copy replaced)' : file.source}</td>
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
