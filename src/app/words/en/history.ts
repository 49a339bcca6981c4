import type { HistoryTrouble, KeptRun, SetAside } from '../../features/history/slice.ts';
import { counted, dateTime, format } from './format.ts';
import { logs } from './logs.ts';

/** Why nothing came of what was asked of the history, and what to do. */
function trouble(found: HistoryTrouble): string {
  const saveAsFile = 'The run on screen is not touched: save it as a file if you want to keep it.';
  switch (found.code) {
    case 'unavailable':
      return `This browser keeps nothing for this page: the window is private, or storage is blocked. Open the page in an ordinary window or allow it to store data. ${saveAsFile}`;
    case 'quota':
      return `The browser has no room left for this site’s history. Delete runs you no longer need, then try again. ${saveAsFile}`;
    case 'blocked':
      return 'Another tab of this page keeps an older history open. Close the other tabs of this page, then try again.';
    case 'newer':
      return `The history was written by a newer version of this page. Reload this tab to get that version. ${saveAsFile}`;
    case 'missing':
      return found.what === 'run'
        ? 'This run is no longer in the history. It may have been deleted in another tab. Load the list anew.'
        : 'This experiment is no longer in the history. It may have been deleted in another tab. Load the list anew, or save its results as a file.';
    case 'unreadable-experiment':
      return 'This experiment cannot be opened by this version of the page. It can be deleted, or opened with the version that kept it.';
    case 'failed':
      return `The browser’s storage failed (${found.reason}). Try again; a reload of the page can help. ${saveAsFile}`;
    case 'unreadable': {
      const told = found.problem === null ? null : logs.problem(found.problem);
      // What to do with a file, which those words end in, does not fit a row that stands here.
      return `“${found.name}” cannot be opened.${told === null ? '' : ` ${told.what}`} It can be deleted here; the version of the page that kept it may still open it.`;
    }
  }
}

export const history = {
  title: 'Past runs',
  keep: 'Keep finished runs in this browser',
  keepHint: 'They stay on this machine until you delete them.',
  keepThis: 'Keep the run shown here',
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
  removeAllSure: 'Delete every kept run?',
  removeAllYes: 'Yes, delete all',
  /** After a deletion of one. A name is what the person wrote, often a question: it stands in quotes, so that its own mark does not meet the full stop. */
  removed: (name: string) => `Deleted: “${name}”.`,
  /** After a deletion of several. `what`: how many, in words. */
  removedAll: (what: string) => `Deleted: ${what}.`,
  bringBack: 'Bring back',
  aside: 'Set aside',
  asideAbout: 'These could not be shown. Each can be saved as a file and deleted.',
  asideCount: (count: number) => `${format.number(count)} set aside`,
  asideKinds: { run: 'a run', input: 'what was typed' } satisfies Record<SetAside['kind'], string>,
  saveAside: 'Save as a file',
  /** In the place of a row that could not be drawn. */
  rowBroken: (name: string) => `“${name}” could not be drawn. The other runs can be used.`,
  rowAside: 'Set aside, it stands below this list, where it can be saved as a file.',
  /** Beside the title, while the panel may be closed. */
  notKept: 'something could not be kept: see here',
  choose: (name: string) => `Compare ${name}`,
  compare: 'Compare the two chosen',
  compareHint: 'Choose two runs to see them side by side.',
  trouble,
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
