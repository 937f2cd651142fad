// @ts-check
/*
 * What one has written and no button has taken yet. A dialog that holds it is not closed by a click beside it, and by Escape
 * only when that is pressed again. A field that keeps itself hands it over when one stops, and before its page goes.
 */
import { word } from './page.js';
import { say } from './saying.js';

const WRITTEN = ':is(vaadin-text-area, vaadin-text-field:not([autocomplete], [clear-button-visible]))'; // nobody wants secrets and searches kept
const REST = 1000;

/** What stood in a field when one came to it first. @type {WeakMap<HTMLElement, string>} */
const before = new WeakMap();
/** What a dialog held when one was told that it would be lost. @type {WeakMap<HTMLElement, string>} */
const told = new WeakMap();

document.addEventListener('focusin', ({ target }) => {
  const field = target.closest?.(`vaadin-dialog ${WRITTEN}`);
  if (field && !before.has(field)) {
    before.set(field, target.value);
  }
}, true);

const textOf = (field) => (field.inputElement || field).value;

const writtenIn = (dialog) => [...dialog.querySelectorAll(WRITTEN)]
  .filter((field) => before.has(field) && textOf(field).trim() && textOf(field) !== before.get(field));

/** The dialog in front, as far as one has written in it. */
const writtenInFront = () => {
  const dialog = [...document.querySelectorAll('vaadin-dialog[opened]')].at(-1);
  const fields = dialog ? writtenIn(dialog) : [];
  return fields.length > 0 ? { dialog, fields } : null;
};

const stop = (event, field) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  say(field, word('written'));
};

addEventListener('keydown', (event) => {
  const held = event.key === 'Escape' && !event.target.closest?.('vaadin-combo-box, vaadin-select') ? writtenInFront() : null;
  if (held) {
    const texts = JSON.stringify(held.fields.map(textOf));
    if (told.get(held.dialog) !== texts) {
      told.set(held.dialog, texts);
      stop(event, held.fields[0]);
    }
  }
}, true);

/** What is held, where this is beside it. */
const besideHeld = (event) => {
  const isBeside = event.isTrusted
    && !event.composedPath().some((part) => part.part?.contains('overlay') || part.localName?.startsWith('vaadin-notification'));
  return isBeside ? writtenInFront() : null;
};

addEventListener('mousedown', (event) => {
  if (besideHeld(event)) {
    event.preventDefault(); // one goes on where one was
  }
}, true);

addEventListener('click', (event) => {
  const held = besideHeld(event);
  if (held) {
    stop(event, held.fields[0]);
  }
}, true);

/** What is sent when one stops writing. @type {Map<HTMLElement, number>} */
const waiting = new Map();

const hand = (field) => {
  clearTimeout(waiting.get(field));
  if (waiting.delete(field)) {
    field.dispatchEvent(new CustomEvent('change'));
  }
};

const handAll = () => [...waiting.keys()].forEach(hand);

document.addEventListener('input', ({ target }) => {
  const field = target.closest?.('[data-keeps]');
  if (field) {
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(hand, REST, field));
  }
}, true);
addEventListener('click', handAll, true);
addEventListener('popstate', handAll, true);
addEventListener('beforeunload', (event) => {
  if (waiting.size > 0 || writtenInFront()) {
    handAll();
    event.preventDefault(); // what waits arrives while one is asked whether to leave
  }
}, true);
