// @ts-check
/*
 * What is typed: kept as it is typed, sent when it is left.
 */
import { forget, keep, readJournal, typedAt } from './journal.js';
import { isDecisive, isLine, itemOf, page } from './page.js';
import { hold, NEXT } from './queue.js';
import { dropped, isSent, send, tell, trouble } from './status.js';

const textOf = (item, target) => {
  const radio = item.querySelector('vaadin-radio-group');
  if (radio) {
    const codes = radio.dataset.codes.split(',');
    const at = [...radio.querySelectorAll('input')].findIndex((r) => r.checked);
    return at < 0 ? '' : codes[at];
  }
  const boxes = [...item.querySelectorAll('vaadin-checkbox')];
  if (boxes.length) {
    const name = item.dataset.item;
    const changed = target.closest('vaadin-checkbox');
    const alone = (box) => box.hasAttribute('data-exclusive');
    return boxes.filter((b) => b.querySelector('input').checked)
      .filter((b) => b === changed || !target.checked || !alone(b) && !alone(changed))
      .map((b) => b.id.slice(name.length + 1)).join(',');
  }
  return target.value;
};

let stood = '';            // what stood in the line when it was entered
let typing = null;         // the line in which something was typed since it was entered, its text and caret
const pushed = new Map();  // what the server has put into a line meanwhile, by item

// The server writes an answer out, a date for instance, when it has read it. That may be while the next answer to
// the same question is being typed, which stays then.
document.addEventListener('value-changed', ({ target }) => {
  const here = document.activeElement;
  if (!itemOf(target) || !target.contains(here) || !isLine(here)) {
    return;
  }
  if (typing === null) {
    stood = target.value;
    here.select(); // as it was when it was entered: the next key begins the next answer
  } else if (target.value !== typing.text) {
    pushed.set(itemOf(target).dataset.item, target.value);
    const { text, caret } = typing;
    target.value = text;
    here.setSelectionRange(caret, caret);
  }
}, true);

document.addEventListener('focusin', ({ target }) => {
  if (isLine(target) && itemOf(target)) {
    stood = target.value;
  }
}, true);

document.addEventListener('input', (event) => {
  const item = itemOf(event.target);
  if (item && page.view && isLine(event.target)) {
    typing = { line: event.target, text: event.target.value, caret: event.target.selectionStart };
    keep(item, event.target.value);
    tell();
  }
}, true);

document.addEventListener('change', (event) => {
  const item = itemOf(event.target);
  if (item && page.view && event.target.matches('input, textarea')) {
    const name = item.dataset.item;
    const text = textOf(item, event.target);
    const stored = pushed.get(name);
    typing = null;
    pushed.delete(name);
    if (text === stored) {
      dropped(name);
      return;
    }
    keep(item, text);
    page.view.$server.typed(page.patient, name, text, sending(item), typedAt(name));
  }
}, true);

/** It is on its way; where others hang on it, one goes on when it has arrived. */
const sending = (item) => {
  const number = send(item.dataset.item);
  if (isDecisive(item)) {
    hold(item.dataset.item);
  }
  return number;
};

/** A reason is given in place of an answer; none clears the answer. */
export const sendReason = (item, code) => {
  forget(item.dataset.item); // a text that was not left yet
  keep(item, '', code);
  page.view.$server.give(page.patient, item.dataset.item, code, sending(item), typedAt(item.dataset.item));
};

// Left as it was found: there is nothing to store. A text that was put back is not reported as changed by the browser.
document.addEventListener('focusout', (event) => {
  const item = itemOf(event.target);
  const name = item && item.dataset.item;
  if (typing && typing.line === event.target && pushed.has(name)) {
    event.target.dispatchEvent(new Event('change', { bubbles: true }));
  }
  typing = null;
  if (item && page.view && isLine(event.target) && readJournal()[name] && !isSent(name) && !trouble.has(name)) {
    dropped(name);
  }
}, true);

// The next section: its first field takes the keys that are typed from now on. An undo is a save.
document.addEventListener('click', (event) => {
  const clicked = event.target.closest && event.target.closest('#' + NEXT + ', #undo, .saves');
  if (clicked && page.view && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    if (clicked.id === NEXT) {
      hold(NEXT);
      tell();
    } else {
      send('');
    }
  }
}, true);

/** Whether something was typed into this line since it was entered. */
export const isTyping = (line) => typing !== null && typing.line === line;
export const stopTyping = () => {
  typing = null;
};
/** The server has put this text into a line in which one types. */
export const pushedInto = (line, text) => pushed.set(itemOf(line).dataset.item, text);

/** Leaves the line that is being typed in, so that it is stored before what comes next. */
export const leave = () => {
  const line = document.activeElement;
  if (isLine(line) && typing) {
    line.blur();
    line.focus();
  }
};
/** Gives up what is being typed. */
export const abandon = (line) => {
  typing = null;
  pushed.delete(itemOf(line).dataset.item);
  if (!isSent(itemOf(line).dataset.item)) {
    dropped(itemOf(line).dataset.item);
  }
};

// What stood in a field is put back. A cell of the table knows itself what that was; a list that is open is closed.
document.addEventListener('keydown', (event) => {
  const line = event.target;
  if (event.key !== 'Escape' || event.isComposing || !isTyping(line) || line.closest('.matrix, .notes, vaadin-combo-box')) {
    return;
  }
  event.preventDefault();
  const { item: name } = itemOf(line).dataset;
  line.value = pushed.get(name) ?? stood;
  line.dispatchEvent(new Event('input', { bubbles: true })); // the component around it hears of it
  line.select();
  if (trouble.has(name)) {
    stopTyping(); // what was refused is still to be corrected
  } else {
    abandon(line);
  }
});
