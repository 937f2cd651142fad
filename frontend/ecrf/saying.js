// @ts-check
/*
 * A short note beside what has the focus, which screen readers read too; the next key or click takes it away.
 */

const note = document.createElement('div');
note.id = 'key_note';
note.className = 'key-note';
note.setAttribute('role', 'status');
note.setAttribute('aria-live', 'polite');
note.popover = 'manual'; // above dialogs too
document.body.append(note);

/** Says something beside an element. @param {HTMLElement} at @param {string} text */
export const say = (at, text) => {
  note.showPopover();
  const { left, bottom } = at.getBoundingClientRect();
  note.style.left = `${Math.max(4, left)}px`;
  note.style.top = `${Math.min(bottom + 2, innerHeight - 40)}px`;
  note.textContent = text;
};

const away = () => {
  if (note.textContent) {
    note.hidePopover();
    note.textContent = '';
  }
};
addEventListener('keydown', away, true);
addEventListener('mousedown', away, true);
addEventListener('focusout', away, true);
