import { createContext } from 'react';
import type { Context } from 'react';
import type { AppState } from '../page/state.ts';

/** How a run is shown. watch: query, thought and list on one screen; study: everything that is known of the run. */
export type RunLook = 'watch' | 'study';

export const LOOKS = ['watch', 'study'] as const satisfies readonly RunLook[];

/** The look that an address asks for; null: it asks for none. */
export function decodeLook(text: string | null): RunLook | null {
  return LOOKS.find((look) => look === text) ?? null;
}

/** The look now: what the address asked for until the person chooses, then what they chose. */
export function selectLook({ linkedLook, preferences }: Pick<AppState, 'linkedLook' | 'preferences'>): RunLook {
  return linkedLook ?? preferences.look;
}

/** What the views of a run are drawn for. Study where nothing says otherwise: a replay file shows all it holds. */
export const LookContext: Context<RunLook> = createContext<RunLook>('study');
