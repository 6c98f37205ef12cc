/**
 * Changes a field's text as if it had been typed, so that the browser's own undo takes it back. A touch screen would open
 * its keyboard over the page for that.
 * @returns false where it cannot be done that way
 */
export function retype(field: HTMLTextAreaElement, [start, end]: readonly [number, number], text: string): boolean {
  if (!matchMedia("(pointer: fine)").matches) return false;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  return document.execCommand(text === "" ? "delete" : "insertText", false, text);
}
