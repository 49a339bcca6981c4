import type { JSX } from 'react';
import { family } from '../../../core/preset/families.ts';
import type { AdapterSummary } from '../../../engines/engine-client.ts';
import { unmetNeeds } from '../../../engines/models/needs.ts';
import { ggufFile } from '../../../engines/models/stored.ts';
import type { StoredModel } from '../../../engines/models/stored.ts';
import { useWords } from '../../words/index.ts';
import { JobProgress } from './job-progress.tsx';
import { NamedText } from './named-text.tsx';
import { RemoveModel } from './remove-model.tsx';
import { isBusy } from './slice.ts';
import type { CheckResult, Job } from './slice.ts';
import { useModels, workbenchWith } from './use-models.ts';
import { useModelWords } from './words.ts';
import type { ModelWords } from './words.ts';

interface StoredRowProps {
  readonly model: StoredModel;
  /** A check or a repair of it. */
  readonly job: Job | null;
  readonly checked: CheckResult | null;
  readonly removing: boolean;
  /** Null: not known, or there is none. */
  readonly adapter: AdapterSummary | null;
}

/** One stored model: what it is, whether it is whole, and what can be done with it. */
export function StoredRow({ model, job, checked, removing, adapter }: StoredRowProps): JSX.Element {
  const { shelf: words, facts, fits } = useModelWords();
  const { format } = useWords();
  const { actions } = useModels();
  const { id, title, bytes, licence, contextTokens, added, lastUsed, whole } = model;
  const [unmet] = adapter === null ? [] : unmetNeeds(model, adapter);
  const thinks = family(model.family).thought !== null;
  return (
    <li className="models-row">
      <div className="models-row-words">
        <h3>{title}</h3>
        <ul className="models-facts">
          <li>{format.bytes(bytes)}</li>
          <li>{thinks ? facts.thinks : facts.direct}</li>
          <li>{facts.context(contextTokens)}</li>
          <li>{licence === null ? facts.licenceUnknown : <bdi>{licence}</bdi>}</li>
          <li>
            <bdi>{sourceText(model, words)}</bdi>
          </li>
          <li>{words.added(added)}</li>
          <li>{words.lastUsed(lastUsed)}</li>
        </ul>
        {!whole && job === null && (
          <p className="models-fit models-fit-no" role="alert">
            {words.notWhole}
          </p>
        )}
        {unmet !== undefined && <p className="models-fit models-fit-no">{fits.why({ code: 'feature', feature: unmet })}</p>}
        {job !== null && <JobProgress job={job} />}
        {checked !== null && job === null && <p role="status">{checkText(checked, words)}</p>}
        <details className="technical">
          <summary>{words.hashes}</summary>
          <div className="models-files">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.file}</th>
                  <th scope="col">{words.bytes}</th>
                  <th scope="col">sha256</th>
                </tr>
              </thead>
              <tbody>
                {model.files.map((file) => (
                  <tr key={file.name}>
                    <th scope="row">
                      <code>{file.name}</code>
                    </th>
                    <td className="figure">{format.bytes(file.bytes)}</td>
                    <td>
                      <code title={file.sha256}>{file.sha256.slice(0, 12)}…</code> {words.checkedBy[file.checkedBy]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </div>
      <div className="models-row-tools">
        {whole && unmet === undefined && (
          <a className="button button-quiet" href={workbenchWith(id)}>
            <NamedText text={words.use} name={title} />
          </a>
        )}
        <button
          type="button"
          className={`button ${whole ? 'button-quiet' : 'button-rank'}`}
          disabled={job !== null && isBusy(job)}
          onClick={() => void actions.check(model)}
        >
          <NamedText text={words.check} name={title} />
        </button>
        <RemoveModel id={id} title={title} bytes={bytes} asking={removing} />
      </div>
    </li>
  );
}

function sourceText({ source, files }: StoredModel, words: ModelWords['shelf']): string {
  if (source.type === 'folder' && ggufFile({ files }) !== null) return words.fromFile(source.name);
  return source.type === 'folder' ? words.fromFolder(source.name) : words.from(new URL(source.url).host);
}

function checkText({ damaged, repaired }: CheckResult, words: ModelWords['shelf']): string {
  if (damaged.length === 0) return words.checkedWhole;
  return `${words.checkedDamaged(damaged.map(({ name }) => name))}${repaired ? ` ${words.repaired}` : ''}`;
}
