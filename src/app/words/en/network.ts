import { counted } from './format.ts';

/** The page's requests, counted as the browser reports them. */
export const network = {
  since: counted({ one: '# request since you pasted', other: '# requests since you pasted' }),
  sinceOpened: counted({ one: '# request since the page was opened', other: '# requests since the page was opened' }),
  away: counted({ one: '# to another origin', other: '# to other origins' }),
  list: 'Requests, as the browser reports them',
  when: 'After',
  by: 'Asked by',
  page: 'page',
  address: 'Address',
  size: 'Size',
  cached: 'from this browser',
  unknown: 'not told',
  none: 'No request of the page or its workers since then.',
  nothingYet: 'As soon as something of yours stands on the page, its requests are counted here.',
  untold: 'This browser does not tell pages of their requests, so they can’t be counted here.',
  blind:
    'Counted is what the browser reports of the page and its workers, refused requests included; files of this page’s own that come later count too. It does not report other tabs, extensions or itself, nor WebSockets and WebRTC, which the page’s policy forbids. A worker that computes tells of its requests when it rests.',
};
