import { useLayoutEffect, useReducer } from 'react';
import type { JSX } from 'react';
import { render } from 'vitest-browser-react';
import type { RenderResult } from 'vitest-browser-react';
import '../../../../src/app/design/styles.ts';
import type { LoadedModel } from '../../../../src/engines/engine-client.ts';
import type { RunForecast } from '../../../../src/core/log/event.ts';
import type { AppState } from '../../../../src/app/page/state.ts';
import { initialState, reduceApp } from '../../../../src/app/page/reduce.ts';
import { selectSettings } from '../../../../src/app/page/select.ts';
import type { SavedText } from '../../../../src/app/features/method/preset-files.tsx';
import { SettingsPanel } from '../../../../src/app/features/run/settings-panel.tsx';
import { LanguageContext, loadWords } from '../../../../src/app/words/index.ts';
import type { Language } from '../../../../src/app/words/index.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

export interface SettingsPage {
  readonly screen: RenderResult;
  readonly saved: readonly SavedText[];
  /** The page's state as last drawn. */
  readonly state: () => AppState;
}

/** The settings alone, over the page's own reducer. */
export async function renderSettings({
  model = null,
  passages = 20,
  forecast = null,
  language = 'en',
}: {
  readonly model?: LoadedModel | null;
  readonly passages?: number;
  readonly forecast?: RunForecast | null;
  readonly language?: Language;
} = {}): Promise<SettingsPage> {
  await loadWords(language);
  const saved: SavedText[] = [];
  const start: AppState = { ...initialState, modelId: 'scripted', model };
  const drawn = { state: start };
  function Page(): JSX.Element {
    const [state, dispatch] = useReducer(reduceApp, start);
    useLayoutEffect(() => {
      drawn.state = state;
    }, [state]);
    return (
      <LanguageContext value={language}>
        <SettingsPanel
          settings={selectSettings(state)}
          changed={Object.keys(state.settings).length > 0}
          locked={false}
          rate={null}
          method={{
            model: state.model?.identity ?? null,
            ownPresets: state.preferences.ownPresets,
            passages,
            forecast,
            onMethod: (method, answerMode) =>
              dispatch({ type: 'method-choose', method, ...(answerMode === undefined ? {} : { answerMode }) }),
            onOwnPresets: (ownPresets) => dispatch({ type: 'preference-choose', change: { ownPresets } }),
            onSave: (file) => saved.push(file),
          }}
          onChange={(change) => dispatch({ type: 'settings-edit', change })}
          onReset={() => dispatch({ type: 'settings-reset' })}
        />
      </LanguageContext>
    );
  }
  const screen = await render(<Page />);
  const fold = screen.container.querySelector<HTMLDetailsElement>('#settings');
  if (fold !== null) fold.open = true;
  return { screen, saved, state: () => drawn.state };
}

/** A loaded model of ours. */
export const OURS: LoadedModel = {
  identity: {
    id: 'glassrank-135m-q4f32_1',
    manifestSha256: 'ab'.repeat(32),
    library: 'gpu.wasm',
    template: 'glassrank-1',
    engine: 'scripted',
    adapter: 'acme',
  },
  choice: { library: 'gpu.wasm', reason: 'only', measured: [] },
  contextTokens: 8192,
  adapter: {
    vendor: 'acme',
    architecture: 'gen-7',
    device: '',
    description: '',
    software: false,
    shaderF16: true,
    subgroups: true,
    maxBufferBytes: 2 ** 30,
    maxStorageBuffersPerShaderStage: 10,
  },
  loadMs: 1200,
  defaults: startSettings({ priorWeight: 2.5 }),
};
