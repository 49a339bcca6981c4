import type { JSX } from 'react';
import type { RunSettings } from '../../../core/log/event.ts';
import type { RunView } from '../../../core/log/view.ts';
import { selectBudgetSeconds } from '../../../core/read/progress.ts';
import type { BudgetSeconds } from '../../../core/read/progress.ts';
import { MethodSection } from '../method/method-section.tsx';
import type { MethodChoice } from '../method/method-section.tsx';
import { useWords } from '../../words/index.ts';
import { NumberField } from '../../design/number-field.tsx';

/** Most trust offered here: more leaves the model no say. */
const MOST_TRUST = 4;
/** Most tokens of a thought: of our own model, and of published systems, which think long. */
const MOST_THOUGHT = { own: 2048, published: 32_768 } as const;

interface SettingsPanelProps {
  readonly settings: RunSettings;
  /** True when something differs from the model's defaults. */
  readonly changed: boolean;
  readonly locked: boolean;
  /** Tokens per second of the last window here, as the engine counted; used where `measured` says nothing. */
  readonly rate: number | null;
  /** A run of this machine, to say what a budget costs here: not one that was opened from elsewhere. */
  readonly measured?: RunView | null;
  readonly method: MethodChoice;
  readonly onChange: (change: Partial<RunSettings>) => void;
  readonly onReset: () => void;
}

function costOf({ settings, rate, measured }: SettingsPanelProps): BudgetSeconds | null {
  const known = selectBudgetSeconds(measured ?? null, settings.thoughtTokens);
  if (known !== null || rate === null || rate <= 0) return known;
  const perWindow = settings.thoughtTokens / rate;
  return { perWindow, perRun: perWindow };
}

/** How the run is done. Defaults are the loaded model's own: it was trained with them. */
export function SettingsPanel(props: SettingsPanelProps): JSX.Element {
  const { settings, changed, locked, method, onChange, onReset } = props;
  /** A prompt of its own brings its window and its cut; ours takes them from here. */
  const own = settings.method === undefined;
  const words = useWords().settings;
  const { budgetPerRun } = useWords().run;
  const cost = costOf(props);
  const budgetHint = words.budget.hint(cost === null ? null : cost.perWindow * 1000);
  const wholeRun = cost !== null && cost.perRun > cost.perWindow ? budgetPerRun(cost.perRun * 1000) : null;
  return (
    <details className="fold settings" id="settings">
      <summary>
        {words.title}
        {changed && <span className="changed"> {words.changed}</span>}
      </summary>
      <div className="fold-body settings-body">
        <MethodSection {...method} settings={settings} measured={props.measured ?? null} locked={locked} onChange={onChange} />
        {own && (
          <>
            <NumberField
              {...words.window}
              disabled={locked}
              value={settings.windowSize}
              min={2}
              max={20}
              onChange={(windowSize) => onChange({ windowSize })}
            />
            <NumberField
              {...words.stride}
              disabled={locked}
              value={settings.windowStride}
              min={1}
              max={settings.windowSize}
              onChange={(windowStride) => onChange({ windowStride })}
            />
          </>
        )}
        <NumberField
          label={words.budget.label}
          value={settings.thoughtTokens}
          min={0}
          max={own ? MOST_THOUGHT.own : MOST_THOUGHT.published}
          disabled={locked}
          hint={wholeRun === null ? budgetHint : `${budgetHint}. ${wholeRun}`}
          onChange={(thoughtTokens) => onChange({ thoughtTokens })}
        />
        {own && (
          <NumberField
            {...words.passageWords}
            disabled={locked}
            value={settings.passageWords}
            min={4}
            max={400}
            onChange={(passageWords) => onChange({ passageWords })}
          />
        )}
        {(settings.method?.preset.priorWeight ?? 1) > 0 && (
          <NumberField
            {...words.trust}
            disabled={locked}
            value={settings.priorWeight}
            min={0}
            max={MOST_TRUST}
            step={0.25}
            onChange={(priorWeight) => onChange({ priorWeight })}
          />
        )}
        {changed && (
          <button type="button" className="button button-quiet" disabled={locked} onClick={onReset}>
            {words.reset}
          </button>
        )}
      </div>
    </details>
  );
}
