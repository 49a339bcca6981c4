import { useId } from 'react';
import type { JSX } from 'react';
import type { MethodLimits, RunMethod } from '../../../core/run/method.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';
import {
  changeStrategy,
  defaultStrategy,
  fitStrategy,
  STRATEGY_TYPES,
  strategyFields,
  strategyOf,
} from '../../../core/strategy/index.ts';
import { NumberField } from '../../design/number-field.tsx';
import { useWords } from '../../words/index.ts';

interface StrategyChoiceProps {
  readonly method: Pick<RunMethod, 'preset' | 'strategy'>;
  readonly limits: MethodLimits['strategies'];
  readonly locked: boolean;
  /** False where the numbers stand elsewhere. */
  readonly numbers?: boolean;
  readonly onChange: (strategy: StrategySpec) => void;
}

/** Which passages the calls show, with the strategy's numbers. Numbers out of their range are named beside the field and change nothing. */
export function StrategyChoice(props: StrategyChoiceProps): JSX.Element {
  const { limits, locked, numbers = true, onChange } = props;
  const { preset, strategy } = props.method;
  const ids = useId();
  const words = useWords().method;
  const sorts = strategyOf(strategy).sorts ?? [];
  return (
    <div className="method-part">
      <div className="field">
        <label htmlFor={`${ids}-type`}>{words.strategy}</label>
        <select
          id={`${ids}-type`}
          value={strategy.type}
          disabled={locked}
          aria-describedby={`${ids}-hint`}
          onChange={({ target }) => {
            const type = STRATEGY_TYPES.find((one) => one === target.value);
            if (type !== undefined) onChange(defaultStrategy(type, preset));
          }}
        >
          {STRATEGY_TYPES.map((type) => {
            const asked = limits[type];
            return (
              <option key={type} value={type} disabled={asked !== null}>
                {words.strategies[type].name}
                {asked !== null && ` – ${words.cannotAnswer(words.asks[asked])}`}
              </option>
            );
          })}
        </select>
        <p className="hint" id={`${ids}-hint`}>
          {words.strategies[strategy.type].hint}
        </p>
      </div>
      {numbers && (
        <div className="method-numbers">
          {sorts.length > 0 && 'sort' in strategy && (
            <div className="field">
              <label htmlFor={`${ids}-sort`}>{words.sort}</label>
              <select
                id={`${ids}-sort`}
                value={strategy.sort}
                disabled={locked}
                onChange={({ target }) => {
                  const sort = sorts.find((one) => one === target.value);
                  // Each strategy lists only the sorts that its own spec has.
                  if (sort !== undefined) onChange(fitStrategy({ ...strategy, sort } as StrategySpec));
                }}
              >
                {sorts.map((sort) => (
                  <option key={sort} value={sort}>
                    {words.sorts[sort]}
                  </option>
                ))}
              </select>
            </div>
          )}
          {strategyFields(strategy).map(({ field, value, least, most }) => (
            <NumberField
              key={`${strategy.type}.${field}`}
              label={words.fields[field]}
              value={value}
              min={least}
              max={most}
              disabled={locked}
              hint={words.range({ least, most })}
              onChange={(typed) => onChange(changeStrategy(strategy, { field, value: typed }))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
