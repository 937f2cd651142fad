// @ts-check
/*
 * A field that has room for so many characters takes no longer text in part: nothing of it is added, and that is said.
 */
import { word } from './page.js';
import { say } from './saying.js';

document.addEventListener('beforeinput', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || field.maxLength < 0
      || event.isComposing || field.selectionStart === null || field.selectionEnd === null) {
    return;
  }
  const added = event.inputType === 'insertLineBreak' ? '\n' : event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  const length = field.value.length - (field.selectionEnd - field.selectionStart) + added.length;
  if (added && length > field.maxLength) {
    event.preventDefault();
    say(field, word('room').replace('{0}', String(field.maxLength)).replace('{1}', String(length)));
  }
}, true);
