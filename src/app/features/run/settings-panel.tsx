import type { JSX } from 'react';
import type { RunSettings } from '../../../core/log/event.ts';
import type { RunView } from '../../../core/log/view.ts';
import { NUMBER_SETTINGS } from '../../../core/run/settings.ts';
import type { PanelRange } from '../../../core/run/settings.ts';
import { selectBudgetSeconds } from '../../../core/read/progress.ts';
import type { BudgetSeconds } from '../../../core/read/progress.ts';
import type { StartReason } from '../../../core/run/start.ts';
import type { MethodChoice } from '../method/method-section.tsx';
import { useWords } from '../../words/index.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { ChosenPrompt } from './chosen-prompt.tsx';
import { SettingField } from './setting-field.tsx';

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
  /** Why the settings begin as they do; null: they are those of the model's own prompt, or no model is loaded. */
  readonly asked?: StartReason | null;
  readonly onChange: (change: Partial<RunSettings>) => void;
  readonly onReset: () => void;
}

function costOf({ settings, rate, measured }: SettingsPanelProps): BudgetSeconds | null {
  const known = selectBudgetSeconds(measured ?? null, settings.thoughtTokens);
  if (known !== null || rate === null || rate <= 0) return known;
  const perWindow = settings.thoughtTokens / rate;
  return { perWindow, perRun: perWindow };
}

/** Does a setting decide anything with the prompt in use? One that was chosen brings its own window and cut; temperature and the weight of reading stand beside it. */
function decides(whose: PanelRange['of'], { method }: RunSettings): boolean {
  switch (whose) {
    case 'own':
      return method === undefined;
    case 'chosen':
    case 'read':
      return false;
    case 'scored':
      return (method?.preset.priorWeight ?? 1) > 0;
    case 'any':
      return true;
  }
}

/** How the run is done. Defaults are the loaded model's own: it was trained with them. */
export function SettingsPanel(props: SettingsPanelProps): JSX.Element {
  const { settings, changed, locked, method, onChange, onReset } = props;
  const words = useWords().settings;
  const { budgetPerRun } = useWords().run;
  const cost = costOf(props);
  const budgetHint = words.fields.thoughtTokens.hint(cost === null ? null : cost.perWindow * 1000);
  const wholeRun = cost !== null && cost.perRun > cost.perWindow ? budgetPerRun(cost.perRun * 1000) : null;
  return (
    <details className="fold settings" id="settings">
      <summary>
        {words.title}
        {changed && <span className="changed"> {words.changed}</span>}
      </summary>
      <div className="fold-body settings-body">
        {props.asked !== undefined && props.asked !== null && <ChosenPrompt asked={props.asked} />}
        <Lazily part={PARTS.method}>
          {({ MethodSection }) => (
            <MethodSection
              {...method}
              settings={settings}
              measured={props.measured ?? null}
              locked={locked}
              onChange={onChange}
            />
          )}
        </Lazily>
        {NUMBER_SETTINGS.filter(([, { panel }]) => panel !== null && decides(panel.of, settings)).map(([name]) => (
          <SettingField
            key={name}
            name={name}
            settings={settings}
            locked={locked}
            {...(name === 'thoughtTokens' ? { hint: wholeRun === null ? budgetHint : `${budgetHint}. ${wholeRun}` } : {})}
            onChange={onChange}
          />
        ))}
        {changed && (
          <button type="button" className="button button-quiet" disabled={locked} onClick={onReset}>
            {words.reset}
          </button>
        )}
      </div>
    </details>
  );
}
