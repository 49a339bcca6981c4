import { part } from '../../page/part.tsx';

/** The code of long lists. It comes with the run that is shown, or with the texts that an earlier visit left: a list changes under no one's hand. */
export const windowedList = part(() => import('./windowed-list.tsx'));
