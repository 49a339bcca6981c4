/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'run event',
  most: 6,
  what: 'how many words the list holds, told at the start of a run and shown beside its cost',
  make({ edit, editWords }) {
    edit(
      'src/core/log/event.ts',
      'const EVENTS = [\n',
      "/** Words of all passages together. */\nconst ListRead = fields({ type: only('list-read'), words: count });\n\nconst EVENTS = [\n  ListRead,\n",
    );
    edit(
      'src/core/run/rerank.ts',
      '  let outcome: RunOutcome = problem === null',
      "  yield { type: 'list-read', words: request.candidates.reduce((sum, { text }) => sum + text.split(/\\s+/u).length, 0) };\n  let outcome: RunOutcome = problem === null",
    );
    const view = 'src/core/log/view.ts';
    edit(
      view,
      '  readonly plan: readonly Window[];\n',
      '  /** Null in logs that did not tell. */\n  readonly listWords: number | null;\n  readonly plan: readonly Window[];\n',
    );
    edit(view, '    model: event.model,\n', '    model: event.model,\n    listWords: null,\n');
    edit(
      view,
      "    case 'thought-skip':\n",
      "    case 'list-read':\n      return { ...view, listWords: event.words };\n    case 'thought-skip':\n",
    );
    const screen = 'src/app/features/trace/trace-view.tsx';
    edit(
      screen,
      '        <table>\n',
      '        {run.listWords !== null && <p>{words.listWords(format.number(run.listWords))}</p>}\n        <table>\n',
    );
    editWords('run', '  asPredicted:', '  listWords: (words: string) => `The list holds ${words} words.`,\n  asPredicted:');
  },
  proof: `import { expect, it } from 'vitest';
import { wordsIn } from '../../../src/app/words/index.ts';
import { docId, fromChat, parseLogFile, recordRun, rerank, viewAt } from '../../../src/core/index.ts';

it('is told, checked in a file, and seen in the view', async () => {
  const candidates = ['one two', 'three'].map((text, place) => ({ docId: docId(String(place)), text }));
  const model = fromChat(() => Promise.resolve('[2] > [1]'));
  const events = rerank({ request: { query: { id: 'q', text: 'which' }, candidates }, model });
  const log = [];
  for await (const event of recordRun(events, { runId: 'r', now: () => 0 })) log.push(event);
  expect(log[1]).toMatchObject({ type: 'list-read', words: 3 });
  expect(viewAt(log, { type: 'live' })?.listWords).toBe(3);
  const file = { type: 'glassrank-run-log', schema: 1, app: { name: 'glassrank', version: '0' }, exportedAt: '2026-01-01T00:00:00.000Z', hashes: null };
  expect(parseLogFile(JSON.stringify({ ...file, events: log }))).toMatchObject({ ok: true });
  expect(wordsIn('en').forecast.listWords('3')).toBe('The list holds 3 words.');
});
`,
};
