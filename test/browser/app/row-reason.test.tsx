import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import '../../../src/app/design/styles.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { LookContext } from '../../../src/app/shell/look.ts';
import { LanguageContext, loadWords } from '../../../src/app/words/index.ts';
import { readStream } from './read-stream.ts';

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

test('a row says in so many words that the reasoning speaks against its place, and never gives that as its why', async () => {
  const log = readStream('one-window-complete');
  const first = log.findIndex(({ type }) => type === 'reasoning-delta');
  const told = (text: string): RunView =>
    viewOf(
      log
        .filter(({ type }, place) => type !== 'reasoning-delta' || place === first)
        .map((event) => (event.type === 'reasoning-delta' ? { ...event, text } : event)),
    );
  const both = told('[3] answers it. [3] is about something else.');
  const against = told('[3] is about something else.');
  const screen = await render(<RunRanking run={both} />);
  const row = (): HTMLElement | null => screen.container.querySelector<HTMLElement>('[data-doc-row="3"]');
  expect(row()?.querySelector('.row-why')?.textContent).toMatch(
    /^Why \[3\] answers it\. judges this passage The thought also says: \[3\] is about something else\.$/,
  );
  await screen.rerender(<RunRanking key="against" run={against} />);
  expect(row()?.querySelector('.row-why')?.textContent).toMatch(
    /^Ranked 1, though the thought says: \[3\] is about something else\./,
  );
  await screen.rerender(
    <LookContext value="watch">
      <RunRanking key="both, watched" run={both} />
    </LookContext>,
  );
  expect(row()?.querySelector('.row-reason')?.textContent).toBe('[3] answers it.');
  await screen.rerender(
    <LookContext value="watch">
      <RunRanking key="against, watched" run={against} />
    </LookContext>,
  );
  expect(row()?.querySelector('.row-reason')?.textContent).toBe('Yet the thought says: [3] is about something else.');
  await loadWords('ru');
  await screen.rerender(
    <LanguageContext value="ru">
      <RunRanking key="in Russian" run={against} />
    </LanguageContext>,
  );
  expect(row()?.querySelector('.row-why')?.textContent).toMatch(/^Место 1, хотя в рассуждении сказано:/);
});
