/** What came of an export, where it is not plain that a file was saved. `detail`: words of the browser or the reader, in English. */
export type ExportNotice =
  /** The share link is in the clipboard; `whole` false: without the movement inside windows. */
  | { readonly type: 'link-copied'; readonly characters: number; readonly whole: boolean }
  /** The clipboard could not be written: the link is shown to be copied by hand. */
  | { readonly type: 'link-shown'; readonly address: string; readonly whole: boolean }
  | { readonly type: 'link-too-large'; readonly characters: number | null; readonly mostCharacters: number }
  | { readonly type: 'replay-failed'; readonly detail: string };
