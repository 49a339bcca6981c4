/** The page's keys, as help shows them. */
export const SHORTCUTS = [
  { use: 'query', keys: ['/'] },
  { use: 'rank', keys: ['r'] },
  { use: 'stop', keys: ['Esc'] },
  { use: 'nextRow', keys: ['j'] },
  { use: 'previousRow', keys: ['k'] },
  { use: 'trace', keys: ['t'] },
  { use: 'windows', keys: ['[', ']'] },
  { use: 'help', keys: ['?'] },
] as const;
