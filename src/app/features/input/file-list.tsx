import type { AppAction } from '../../page/state.ts';
import type { JSX } from 'react';
import type { FileRole, InputChoices, InputFile } from '../../../core/input/reading.ts';
import type { Reading } from './reading.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { useWords } from '../../words/index.ts';

interface FileListProps {
  readonly files: readonly InputFile[];
  readonly reading: Reading;
  readonly choices: { readonly roles?: InputChoices['roles'] };
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

/** What a document can be that is no plain text. */
const DOCUMENT_ROLES: readonly FileRole[] = ['text', 'ignored'];

/** Files that are read together: what each is taken for, changeable. */
export function FileList({ files, reading, choices, locked, dispatch }: FileListProps): JSX.Element {
  const words = useWords().input;
  const { roles: roleNames } = useWords().reading;
  const { request } = reading;
  const factsOf = new Map(request?.documents?.map((facts) => [facts.name, facts]));
  const roleOf = new Map(reading.roles.map(({ name, role }) => [name, role]));
  return (
    <div className="field">
      <span>{words.passages}</span>
      {request?.documents !== undefined && (
        <Lazily part={PARTS.told} waiting={null}>
          {({ DocumentSummary }) => <DocumentSummary request={request} />}
        </Lazily>
      )}
      <ul className="file-list">
        {files.map(({ name, text, document }) => {
          const facts = factsOf.get(name);
          return (
            <li key={name}>
              <bdi className="file-name">{name}</bdi>
              {facts === undefined && <span className="hint">{words.characters(text.length)}</span>}
              <select
                aria-label={words.fileRole(name)}
                value={roleOf.get(name) ?? 'ignored'}
                disabled={locked}
                onChange={(event) =>
                  dispatch({
                    type: 'choices-edit',
                    change: { roles: { ...choices.roles, [name]: event.target.value as FileRole } },
                  })
                }
              >
                {(document === undefined ? (Object.keys(roleNames) as FileRole[]) : DOCUMENT_ROLES).map((role) => (
                  <option key={role} value={role}>
                    {roleNames[role]}
                  </option>
                ))}
              </select>
              <button type="button" className="link" disabled={locked} onClick={() => dispatch({ type: 'file-remove', name })}>
                {words.removeFile(name)}
              </button>
              {facts !== undefined && (
                <Lazily part={PARTS.told} waiting={null}>
                  {({ DocumentLine }) => <DocumentLine facts={facts} />}
                </Lazily>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
