import { useEffect } from 'react';
import type { JSX } from 'react';
import { reachOfAll, worstReach } from '../../engines/reach.ts';
import type { RealmReach } from '../../engines/reach.ts';
import { sameFields, useNow, usePage } from '../page/use-page.ts';
import type { AppState } from '../page/state.ts';
import * as english from '../words/en/reach.ts';
import { useWords } from '../words/index.ts';

// Once a visit the page tries what its policy forbids, and says what came of it: on a host of files that sends no headers, the policy in the page is all there is.

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

/** What is known of the page and the workers that run now; null until something is. */
function useReach(): readonly RealmReach[] | null {
  const started = usePage(startings, sameFields);
  useEffect(() => void look(), [started]);
  return useNow(subscribe, () => found);
}

/** What came of trying what the policy forbids, as a paragraph of the privacy note. */
export function ReachNote(): JSX.Element | null {
  const { reach: words } = useWords().reach ?? english;
  const realms = useReach();
  if (realms === null) return null;
  const reach = worstReach(realms);
  return <p data-reach={reach}>{reach === 'held' ? words.held(realms.length - 1) : words[reach]}</p>;
}

/** Beside the line about privacy, for who does not open it: said only where nothing holds the page. */
export function ReachMark(): JSX.Element | null {
  const { reach: words } = useWords().reach ?? english;
  const realms = useReach();
  return realms !== null && worstReach(realms) === 'open' ? <strong className="hint-bad"> {words.mark}</strong> : null;
}
