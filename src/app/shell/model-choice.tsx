import { useId } from 'react';
import type { JSX } from 'react';
import type { AdapterSummary } from '../../engines/engine-client.ts';
import { unmetNeeds } from '../../engines/models/needs.ts';
import type { StoredModel } from '../../engines/models/stored.ts';
import { useWords } from '../words/index.ts';

/** A model that comes with the page. */
export interface ModelChoice {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
}

interface ModelChoiceListProps {
  readonly models: readonly ModelChoice[];
  readonly stored: readonly StoredModel[];
  /** Ids of stored models whose record cannot be read. */
  readonly unreadable: readonly string[];
  readonly chosen: string;
  /** The GPU; null: not known yet. */
  readonly adapter: AdapterSummary | null;
  readonly disabled: boolean;
  readonly onChoose: (modelId: string) => void;
}

interface RowProps {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly string[];
  /** Why it cannot be chosen, or what is wrong with it. */
  readonly trouble: string | null;
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly group: string;
  readonly onChoose: (modelId: string) => void;
}

function Row({ id, title, facts, trouble, chosen, disabled, group, onChoose }: RowProps): JSX.Element {
  const about = useId();
  return (
    <label className="model-row">
      <input
        type="radio"
        name={group}
        value={id}
        checked={chosen}
        disabled={disabled}
        aria-describedby={about}
        onChange={() => onChoose(id)}
      />
      <span className="model-title">
        <bdi>{title}</bdi>
      </span>
      <span className="model-facts" id={about}>
        {facts.map((fact, place) => (
          <span key={place}>
            {place > 0 && ' · '}
            <bdi>{fact}</bdi>
          </span>
        ))}
        {trouble !== null && <span className="model-trouble">{trouble}</span>}
      </span>
    </label>
  );
}

/** Which model runs: those that come with the page and those in this browser's storage, and where more are to be had. */
export function ModelChoiceList({
  models,
  stored,
  unreadable,
  chosen,
  adapter,
  disabled,
  onChoose,
}: ModelChoiceListProps): JSX.Element {
  const words = useWords().modelChoice;
  const { format } = useWords();
  const group = useId();
  const more = useId();
  const rest = { group, onChoose };
  const troubleOf = (model: StoredModel): string | null => {
    const lacks = adapter === null ? [] : unmetNeeds(model, adapter);
    if (lacks.length > 0) return words.lacks(format.list(lacks));
    return model.whole ? null : words.damaged;
  };
  return (
    <fieldset className="model-choice">
      <legend>{words.legend}</legend>
      {models.map(({ id, title, bytes }) => (
        <Row
          key={id}
          {...rest}
          id={id}
          title={title}
          facts={[format.bytes(bytes), words.embedded]}
          trouble={null}
          chosen={id === chosen}
          disabled={disabled}
        />
      ))}
      {stored.map((model) => (
        <Row
          key={model.id}
          {...rest}
          id={model.id}
          title={model.title}
          facts={[
            format.bytes(model.bytes),
            model.licence ?? words.licenceUnknown,
            model.lastUsed === null ? words.notUsed : words.lastUsed(model.lastUsed),
          ]}
          trouble={troubleOf(model)}
          chosen={model.id === chosen}
          disabled={disabled || (adapter !== null && unmetNeeds(model, adapter).length > 0)}
        />
      ))}
      {unreadable.map((id) => (
        <p className="model-trouble" key={id}>
          {words.unreadable(id)}
        </p>
      ))}
      <p className="model-more">
        <a className="link" href="models.html" aria-describedby={more}>
          {words.more}
        </a>{' '}
        <span id={more}>{words.moreAbout}</span>
      </p>
    </fieldset>
  );
}
