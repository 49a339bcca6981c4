/** Hands a text to the browser's own "save file". Nothing is sent: the address is a blob of this page. */
export function saveFile(file: { readonly name: string; readonly mime: string; readonly text: string }): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: `${file.mime};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download reads the blob after this turn; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
