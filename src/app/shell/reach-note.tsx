import { use, useEffect } from 'react';
import type { JSX } from 'react';
import { reachOfAll, worstReach } from '../../engines/reach.ts';
import type { RealmReach } from '../../engines/reach.ts';
import { sameFields, useNow, usePage } from '../page/use-page.ts';
import type { AppState } from '../page/state.ts';
import * as english from '../words/en/reach.ts';
import { useWords } from '../words/index.ts';
import { FoldOpenContext } from './header-fold.tsx';

// The page tries what its policy forbids, and says what came of it: on a host of files that sends no headers, the policy in the page is all there is. Each refusal
// is a red line in the console, so it is tried when somebody opens the privacy note, and unasked only where the page came without its policy.

/** Something on the way has taken the policy out of the page. What else may be wrong with it only the trial tells. */
const STRIPPED =
  'document' in globalThis &&
  document.querySelector('meta[http-equiv="Content-Security-Policy" i][content*="connect-src"]') === null;

let found: readonly RealmReach[] | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let looks = 0;

async function look(): Promise<void> {
  looks += 1;
  const mine = looks;
  const told = await reachOfAll('page');
  if (mine !== looks) return;
  found = told;
  listeners.forEach((listener) => listener());
}

/** What starts workers, or ends them. */
const startings = ({ probe, phase, firstStage }: AppState): object => ({
  probe: probe.type,
  phase: phase.type,
  encoder: firstStage.encoder.type,
});

/** What is known of the page and the workers that ran when it was last tried; null until it was. `tries`: it is tried now, and anew when workers start. */
function useReach(tries: boolean): readonly RealmReach[] | null {
  const started = usePage(startings, sameFields);
  useEffect(() => {
    if (tries) void look();
  }, [tries, started]);
  return useNow(subscribe, () => found);
}

/** What came of trying what the policy forbids, as a paragraph of the privacy note. */
export function ReachNote(): JSX.Element | null {
  const { reach: words } = useWords().reach ?? english;
  const realms = useReach(use(FoldOpenContext));
  if (realms === null) return null;
  const reach = worstReach(realms);
  return <p data-reach={reach}>{reach === 'held' ? words.held(realms.length - 1) : words[reach]}</p>;
}

/** Beside the line about privacy, for who does not open it: said only where nothing holds the page. */
export function ReachMark(): JSX.Element | null {
  const { reach: words } = useWords().reach ?? english;
  const realms = useReach(STRIPPED);
  return realms !== null && worstReach(realms) === 'open' ? <strong className="hint-bad"> {words.mark}</strong> : null;
}
