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

/**
 * Says something beside an element: over its question, which one has read, and not over what one answers next; in a dialog
 * below it.
 * @param {HTMLElement} at @param {string} text
 */
export const say = (at, text) => {
  note.showPopover();
  note.textContent = text;
  const { left, top, bottom } = at.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const isInDialog = at.closest('vaadin-dialog') !== null;
  const beside = !isInDialog && left - width - 8 > 0; // else the question stands above
  note.style.left = `${beside ? left - width - 8 : Math.max(4, left)}px`;
  note.style.top = `${Math.min(Math.max(4, isInDialog ? bottom + 2 : beside ? top : top - height - 2), innerHeight - 40)}px`;
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
