import { useState } from 'react';
import type { JSX } from 'react';
import { PRESETS } from '../../../core/preset/built-in.ts';
import type { AnswerMode } from '../../../core/run/settings.ts';
import type { RunMethod } from '../../../core/run/method.ts';
import type { ModelIdentity, RunForecast, RunSettings } from '../../../core/log/event.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import { readingOf } from '../../../core/preset/preset.ts';
import { editOwnPreset } from '../../../core/preset/own.ts';
import type { OwnPreset } from '../../../core/preset/own.ts';
import type { ProcessorSpeed } from '../../../engines/engine-client.ts';
import type { RunView } from '../../../core/log/view.ts';
import { selectForecast } from '../../../core/read/forecast.ts';
import { fitMethod, methodLimits, methodOf, selectMethod } from '../../../core/run/method.ts';
import { saveFile } from '../../shell/save-file.ts';
import { SettingField } from '../run/setting-field.tsx';
import { AnswerModes } from './answer-modes.tsx';
import { Terms } from '../../shell/glossary.tsx';
import { ForecastLine } from './forecast-line.tsx';
import { ParserChoice } from './parser-choice.tsx';
import { PresetAbout } from './preset-about.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { PresetDialog } from './preset-editor.tsx';
import { PresetFiles } from './preset-files.tsx';
import type { SavedText } from './preset-files.tsx';
import { ReadingChoice } from './reading-choice.tsx';
import { ScalingFields } from './scaling-fields.tsx';
import { StrategyChoice } from './strategy-choice.tsx';
import { SHIPPED_PRESET } from '../../../core/preset/shipped.ts';

/** What the settings need to choose a method. */
export interface MethodChoice {
  /** The loaded model; null: none yet. */
  readonly model: Pick<ModelIdentity, 'id' | 'template'> | null;
  readonly ownPresets: readonly OwnPreset[];
  /** Passages of the list on the page. */
  readonly passages: number;
  /** The engine's, for these settings and this list; null: not known. */
  readonly forecast: RunForecast | null;
  /** What the timing of the model told, where it was timed as it was loaded. */
  readonly timed?: ProcessorSpeed | null;
  /** `method` null: the model's own prompt in sliding windows. */
  readonly onMethod: (method: RunMethod | null, answerMode?: AnswerMode) => void;
  readonly onOwnPresets: (all: readonly OwnPreset[]) => void;
  readonly onSave?: (file: SavedText) => void;
}

interface MethodSectionProps extends MethodChoice {
  readonly settings: RunSettings;
  readonly measured: RunView | null;
  readonly locked: boolean;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

/** How the model is asked: whose prompt, which calls, which answers, how much more, and what that will cost. */
export function MethodSection(props: MethodSectionProps): JSX.Element {
  const {
    settings,
    model,
    ownPresets,
    passages,
    forecast,
    timed = null,
    measured,
    locked,
    onMethod,
    onOwnPresets,
    onChange,
  } = props;
  const [editing, setEditing] = useState<string | null>(null);
  const own = settings.method === undefined;
  const method = selectMethod(settings, model?.template ?? SHIPPED_PRESET);
  const { preset, strategy, parser, scaling } = method;
  const { answerMode, windowSize, windowStride } = settings;
  const limits = methodLimits(method, answerMode);
  const ids = [...PRESETS, ...ownPresets.map((one) => one.preset)].map(({ id }) => id);
  const edited = ownPresets.find((one) => one.preset.id === editing);

  const take = (next: RunMethod, mode: AnswerMode = answerMode): void => {
    const fit = fitMethod(next, mode);
    onMethod(fit.method, fit.answerMode);
  };
  const choose = (chosen: Preset | null): void => (chosen === null ? onMethod(null) : take(methodOf(chosen)));
  // The model's own prompt keeps the words that the settings say, also once it is part of a method.
  const kept: Preset = own ? { ...preset, cut: { ...preset.cut, most: settings.passageWords } } : preset;
  const change = (part: Partial<RunMethod>): void => take({ ...method, preset: kept, ...part });
  const keepEdited = (draft: Preset): void => {
    const all = editOwnPreset(ownPresets, draft);
    onOwnPresets(all);
    const sound = all.find((one) => one.preset.id === draft.id && one.draft === null);
    if (!own && preset.id === draft.id && sound !== undefined) take({ ...method, preset: sound.preset });
  };
  return (
    <div className="method">
      <PresetChoice
        preset={preset}
        own={own}
        ownTitle={selectMethod({ windowSize, windowStride }, model?.template ?? SHIPPED_PRESET).preset.title}
        ownPresets={ownPresets}
        locked={locked}
        onChoose={choose}
        onOwnPresets={onOwnPresets}
        onEdit={setEditing}
      />
      {!own && <PresetAbout preset={preset} model={model} settings={settings} locked={locked} onChange={onChange} />}
      <PresetFiles
        preset={preset}
        ids={ids}
        locked={locked}
        onSave={props.onSave ?? saveFile}
        onOpen={(opened) => {
          onOwnPresets([...ownPresets, { preset: opened, draft: null }]);
          choose(opened);
        }}
      />
      <StrategyChoice
        method={{ preset, strategy }}
        limits={limits.strategies}
        locked={locked}
        numbers={!own}
        onChange={(next) => change({ strategy: next })}
      />
      <AnswerModes
        mode={answerMode}
        answer={preset.answer.type}
        limits={limits.modes}
        locked={locked}
        onChoose={(mode) => (own ? onChange({ answerMode: mode }) : take(method, mode))}
      />
      {readingOf(preset) !== null && <ReadingChoice settings={settings} locked={locked} onChange={onChange} />}
      {answerMode === 'free' && (
        <ParserChoice parser={parser} own={preset.parser} locked={locked} onChoose={(next) => change({ parser: next })} />
      )}
      {!own && <SettingField name="temperature" settings={settings} locked={locked} onChange={onChange} />}
      <ScalingFields scaling={scaling} limits={limits} locked={locked} onChange={(next) => change({ scaling: next })} />
      <Terms of={['window', 'stride', 'firstStage', 'candidate', 'permutation']} />
      <ForecastLine forecast={selectForecast({ method, count: passages, forecast, measured, timed })} />
      {edited !== undefined && (
        <PresetDialog preset={edited.draft ?? edited.preset} onChange={keepEdited} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}
