/** How a passage is named in prompt and answer: `[3]`, `Document 3`, or `[C]` with letters (A = the first passage). */
export interface LabelForm {
  readonly before: string;
  readonly after: string;
  readonly numerals: 'numbers' | 'letters';
}

/** What every answer stands between. May hold line breaks; empty where a system writes none. */
interface Frame {
  readonly open: string;
  readonly close: string;
}

/** How a system writes its answer: enough to hold a model to it and to read it back. */
export type AnswerShape =
  /** `[2] > [1] = [3]`; `tie` null where the form knows none. */
  | (Frame & { readonly type: 'order'; readonly label: LabelForm; readonly separator: string; readonly tie: string | null })
  /** One label. */
  | (Frame & { readonly type: 'best'; readonly label: LabelForm })
  /** As many labels as the call takes, without order between them unless it is written. */
  | (Frame & { readonly type: 'select'; readonly label: LabelForm; readonly separator: string })
  /** A JSON object, a whole number from `least` to `most` for each label: `{"[1]": 5, "[2]": 0}`. */
  | (Frame & { readonly type: 'scores'; readonly label: LabelForm; readonly least: number; readonly most: number })
  /** One of two words about the one passage shown. */
  | (Frame & { readonly type: 'word'; readonly yes: string; readonly no: string })
  /** One of two words and a grade: `yes(3)`. */
  | (Frame & {
      readonly type: 'grade';
      readonly yes: string;
      readonly no: string;
      readonly least: number;
      readonly most: number;
    });
