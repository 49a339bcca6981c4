import type { HistoryTrouble, KeptRun } from '../../features/history/slice.ts';
import { counted, dateTime } from './format.ts';

export const history = {
  title: 'Past runs',
  keep: 'Keep finished runs in this browser',
  keepHint: 'They stay on this machine until you delete them.',
  keepThis: 'Keep the run on stage',
  empty: 'No runs are kept.',
  runs: counted({ one: '# run', other: '# runs' }),
  usage: (runs: string, bytes: string) => `${runs}, ${bytes}`,
  siteUsage: (site: string, quota: string) => `This site uses ${site} of the ${quota} the browser allows it, models included.`,
  when: dateTime,
  outcomes: { complete: 'complete', cancelled: 'stopped', failed: 'failed', running: 'not ended' } satisfies Record<
    KeptRun['outcome'],
    string
  >,
  open: (name: string) => `Replay ${name}`,
  name: 'Name',
  rename: 'Rename',
  saveName: 'Save the name',
  leaveName: 'Leave it',
  remove: 'Delete',
  removeAll: 'Delete all',
  removeAllSure: 'Delete every kept run? This cannot be undone.',
  removeAllYes: 'Yes, delete all',
  choose: (name: string) => `Compare ${name}`,
  compare: 'Compare the two chosen',
  compareHint: 'Choose two runs to see them side by side.',
  /** Null: the history's own English words are shown. */
  troubles: null as Readonly<Record<HistoryTrouble['code'], string>> | null,
};

/** Two past runs side by side. */
export const compared = {
  compared: 'Two runs side by side',
  close: 'Close the comparison',
  otherQuery: 'The queries differ.',
  otherPassages: 'The passages differ.',
  tau: 'Kendall’s tau',
  rbo: 'Rank-biased overlap',
  passage: 'Passage',
  rankIn: (name: string) => `Rank in ${name}`,
  absent: 'not in this run',
  order: 'Order',
  trace: 'First difference of the model’s texts',
  traceSame: 'The model wrote the same, letter for letter.',
  traceAt: ({ window, part }: { readonly window: string; readonly part: 'reasoning' | 'answer' }) =>
    `Window ${window}, in the ${part === 'reasoning' ? 'thought' : 'answer'}, after:`,
  textEnds: 'the text ends here',
  settings: 'Settings that differ',
  settingsSame: 'All settings and the model are the same.',
  setting: 'Setting',
  unknown: 'not recorded',
  figures: 'Figures',
  figureNames: {
    outcome: 'Outcome',
    passages: 'Passages',
    windows: 'Windows settled',
    mendedWindows: 'Windows repaired',
    promptTokens: 'Tokens read',
    completionTokens: 'Tokens written',
    seconds: 'Seconds',
  },
};
