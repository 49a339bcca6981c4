/** Lines above the views: what would be lost, what waits for a word, what was mended. */
export const keeping = {
  draft: 'This browser has no room to keep what is typed here: a reload would lose it.',
  experiment: 'This browser has no room to keep the experiment that you are putting together: a reload would lose it.',
  choices: 'This browser does not keep what you choose here: it lasts until the page is left.',
  link: 'The address holds a shared run. Opening it puts its query and list in place of yours, which you can bring back.',
  linkRunning: 'The address holds a shared run. It can be opened when the run is over.',
  openLink: 'Open it',
  leaveLink: 'Leave it',
  replaced: (files: string) => `In this browser’s cache, damage was found in ${files}: fetched again and checked.`,
};
