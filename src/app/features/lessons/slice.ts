import type { Slice } from '../../page/slice.ts';

export interface LessonsState {
  /** The lesson that is open, as the address or the person named it; null: none was named yet. */
  readonly lesson: string | null;
}

export type LessonsAction = { readonly type: 'lesson-choose'; readonly lesson: string };

export const lessonsSlice: Slice<LessonsState, LessonsAction> = {
  initial: { lesson: null },
  reduce(state, action) {
    switch (action.type) {
      case 'lesson-choose':
        return { ...state, lesson: action.lesson };
    }
  },
};
