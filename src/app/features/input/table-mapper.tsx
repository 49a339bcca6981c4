import type { AppAction } from '../../page/state.ts';
import { useId } from 'react';
import type { JSX } from 'react';
import type { InputChoices, TablePreview } from '../../../core/input/reading.ts';
import { useWords } from '../../words/index.ts';

interface TableMapperProps {
  readonly preview: TablePreview;
  readonly choice: InputChoices['table'];
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

const ROWS = 5;
const CELL = 120;
const DELIMITERS = ['\t', ',', ';', '|'] as const;

/** Which column of a table holds what, with its first rows beside it. */
export function TableMapper({ preview, choice = {}, locked, dispatch }: TableMapperProps): JSX.Element {
  const words = useWords().source;
  const { columns: uses } = useWords().reading;
  const { number } = useWords().format;
  const ids = useId();
  const width = preview.rows.reduce((most, { length }) => Math.max(most, length), preview.columns.length);
  const names = Array.from({ length: width }, (_, place) => preview.columns[place] || words.column(number(place + 1)));
  const edit = (change: NonNullable<InputChoices['table']>): void =>
    dispatch({ type: 'choices-edit', change: { table: { ...choice, ...change } } });
  return (
    <fieldset className="table-mapper" disabled={locked}>
      <legend>
        {words.tableTitle} <span className="hint">{words.tableRows(preview.rowCount)}</span>
      </legend>
      <div className="mapper-uses">
        {(Object.keys(uses) as (keyof typeof uses)[]).map((use) => (
          <div key={use}>
            <label htmlFor={`${ids}-${use}`}>{uses[use]}</label>
            <select
              id={`${ids}-${use}`}
              value={preview.mapping[use] ?? ''}
              onChange={({ target }) => {
                const column = target.value === '' ? null : Number(target.value);
                edit({ mapping: { ...choice.mapping, [use]: column } });
              }}
            >
              <option value="">{words.noColumn}</option>
              {names.map((name, place) => (
                <option key={place} value={place}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        ))}
        <div>
          <label htmlFor={`${ids}-delimiter`}>{words.delimiter}</label>
          <select id={`${ids}-delimiter`} value={preview.delimiter} onChange={({ target }) => edit({ delimiter: target.value })}>
            {DELIMITERS.map((delimiter) => (
              <option key={delimiter} value={delimiter}>
                {words.delimiters[delimiter]}
              </option>
            ))}
          </select>
        </div>
        <label className="mapper-header">
          <input type="checkbox" checked={preview.header} onChange={({ target }) => edit({ header: target.checked })} />
          <span>{words.header}</span>
        </label>
      </div>
      {/* Scrolls on its own: a wide table must not widen the page. */}
      <div className="mapper-preview" tabIndex={0} role="group" aria-label={words.tableTitle}>
        <table>
          <thead>
            <tr>
              {names.map((name, place) => (
                <th key={place} scope="col">
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, ROWS).map((row, line) => (
              <tr key={line}>
                {names.map((_, place) => (
                  <td key={place} dir="auto">
                    {(row[place] ?? '').slice(0, CELL)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
