import { useId } from 'react';
import type { JSX } from 'react';
import { FUSE_RULES, SCALING_RANGES } from '../../../core/run/method.ts';
import type { MethodLimits, Scaling } from '../../../core/run/method.ts';
import { NumberField } from '../../design/number-field.tsx';
import { useOpened } from '../../design/use-opened.ts';
import { useWords } from '../../words/index.ts';

interface ScalingFieldsProps {
  readonly scaling: Scaling;
  readonly limits: Pick<MethodLimits, 'waits' | 'earlyStop' | 'instantOrder'>;
  readonly locked: boolean;
  readonly onChange: (scaling: Scaling) => void;
}

const FIRST_STOP = { sentences: 3, top: 3 } as const;

/** What may be spent beyond one plain call. What the prompt or the answer mode rules out can't be chosen, and says why. */
export function ScalingFields({ scaling, limits, locked, onChange }: ScalingFieldsProps): JSX.Element {
  const ids = useId();
  const words = useWords().method;
  const { samples, fuse, waits, earlyStop, instantOrder } = scaling;
  const opened = useOpened(samples > 1 || waits > 0 || earlyStop !== null || instantOrder);
  return (
    <details className="fold method-more" {...opened}>
      <summary>{words.more}</summary>
      <div className="fold-body method-numbers">
        <NumberField
          label={words.samples.name}
          value={samples}
          min={1}
          max={SCALING_RANGES.samples.most}
          disabled={locked}
          hint={words.samples.hint}
          onChange={(value) => onChange({ ...scaling, samples: value })}
        />
        {samples > 1 && (
          <div className="field">
            <label htmlFor={`${ids}-fuse`}>{words.fuse}</label>
            <select
              id={`${ids}-fuse`}
              value={fuse}
              disabled={locked}
              onChange={({ target }) => {
                const rule = FUSE_RULES.find((one) => one === target.value);
                if (rule !== undefined) onChange({ ...scaling, fuse: rule });
              }}
            >
              {FUSE_RULES.map((rule) => (
                <option key={rule} value={rule}>
                  {words.fuseRules[rule]}
                </option>
              ))}
            </select>
          </div>
        )}
        <NumberField
          label={words.waits.name}
          value={waits}
          min={0}
          max={SCALING_RANGES.waits.most}
          disabled={locked || limits.waits !== null}
          hint={limits.waits === null ? words.waits.hint : words.bars[limits.waits]}
          onChange={(value) => onChange({ ...scaling, waits: value })}
        />
        <Switch
          {...words.earlyStop}
          bar={limits.earlyStop === null ? null : words.bars[limits.earlyStop]}
          checked={earlyStop !== null}
          locked={locked}
          onChange={(checked) => onChange({ ...scaling, earlyStop: checked ? FIRST_STOP : null })}
        />
        {earlyStop !== null && (
          <>
            <NumberField
              label={words.stopTop}
              value={earlyStop.top}
              min={1}
              max={SCALING_RANGES.top.most}
              disabled={locked}
              hint={words.range({ least: 1, most: SCALING_RANGES.top.most })}
              onChange={(top) => onChange({ ...scaling, earlyStop: { ...earlyStop, top } })}
            />
            <NumberField
              label={words.stopSentences}
              value={earlyStop.sentences}
              min={1}
              max={SCALING_RANGES.sentences.most}
              disabled={locked}
              hint={words.range({ least: 1, most: SCALING_RANGES.sentences.most })}
              onChange={(sentences) => onChange({ ...scaling, earlyStop: { ...earlyStop, sentences } })}
            />
            <div className="field">
              <label htmlFor={`${ids}-by`}>{words.stopBy}</label>
              <select
                id={`${ids}-by`}
                value={earlyStop.by ?? 'mentions'}
                disabled={locked}
                onChange={({ target }) =>
                  onChange({ ...scaling, earlyStop: { ...earlyStop, by: target.value === 'beliefs' ? 'beliefs' : 'mentions' } })
                }
              >
                <option value="mentions">{words.stopRules.mentions}</option>
                <option value="beliefs">{words.stopRules.beliefs}</option>
              </select>
            </div>
          </>
        )}
        <Switch
          {...words.instantOrder}
          bar={limits.instantOrder === null ? null : words.bars[limits.instantOrder]}
          checked={instantOrder}
          locked={locked}
          onChange={(checked) => onChange({ ...scaling, instantOrder: checked })}
        />
      </div>
    </details>
  );
}

function Switch({
  name,
  hint,
  bar,
  checked,
  locked,
  onChange,
}: {
  readonly name: string;
  readonly hint: string;
  readonly bar: string | null;
  readonly checked: boolean;
  readonly locked: boolean;
  readonly onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label className="choice method-switch">
      <input
        type="checkbox"
        checked={checked}
        disabled={locked || bar !== null}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {name} <span className="hint">{bar ?? hint}</span>
      </span>
    </label>
  );
}
