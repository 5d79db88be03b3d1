/** Lets the person save a text as a file. */
export function downloadText(text: string, type: string, fileName: string, document: Document): void {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Browsers begin to read after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
