// @ts-check
/*
 * What each key does in an item.
 */
import { choose, digitOf, isReadOnly, listOf, step, stopOf } from './choosing.js';
import { holdForDialog } from './dialogs.js';
import { sendDraft } from './drafts.js';
import { move, nextEmpty } from './items.js';
import { moves } from './matrix.js';
import { DIALOGS, isDecisive, isLine, itemOf, page, word } from './page.js';
import { hold, isWaiting, NEXT, takes, waitFirst } from './queue.js';
import { takeReading } from './reading.js';
import { say } from './saying.js';
import { lastSent } from './status.js';
import { leave, sendReason, stopTyping } from './typing.js';

const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Does what a key does. */
export const act = (target, stroke) => {
  const { key, shift, ctrl } = stroke;
  const item = itemOf(target);
  const list = listOf(target);
  const dialog = target.closest(DIALOGS);
  if (key === 'Enter' && target.matches('a, button, vaadin-button')) {
    target.click();
  } else if (key === 'Enter' && target.matches('textarea') && !ctrl) {
    document.execCommand('insertText', false, '\n');
  } else if (dialog && (key === 'Tab' || key === 'Enter')) {
    moveIn(dialog, target, stroke);
  } else if (key === 'Tab' || key === 'Enter' || moves(target, stroke)) {
    const go = moves(target, stroke);
    if (isLine(target)) {
      target.blur();
    }
    if (isWaiting()) { // leaving it asked the server where to go on
      waitFirst({ ...stroke, from: target, to: null, decided: true });
      return;
    }
    if (!go || !go() && (key === 'Tab' || key === 'Enter')) {
      move(target, shift ? -1 : 1);
    } else if (document.activeElement === document.body) {
      target.focus(); // there was no other cell in this direction
    }
  } else if (list && chooses(list, stroke)) {
    // An option was chosen, or gone to.
  } else if (dialog && isLine(target)) {
    write(key);
  } else if (key === 'F4') {
    takeOrWait(target, item, stroke);
  } else if (!item) {
    // Keys that mean something in an item only.
  } else if (key === 'F2') {
    giveReason(item, shift ? 'NF' : ctrl ? 'NAP' : 'ND');
  } else if (key === 'F8') {
    nextEmpty(item);
  } else if (key === 'F9') {
    showHistory(item);
  } else if (key === 'F7') {
    askQuery(item);
  } else if (key === 'F6') {
    (shift ? takeBack : verify)(item);
  } else if (list) {
    if (key === 'Delete' || key === 'Backspace') {
      giveReason(item, '');
    }
  } else if (isLine(target)) {
    write(key);
  }
};

/**
 * Takes what the server proposes. While it has not said yet what it makes of the text that was sent last, the key waits for
 * that: it is not for an older question.
 */
const takeOrWait = (target, item, stroke) => {
  const last = lastSent();
  if (last) {
    hold(last);
    waitFirst({ ...stroke, from: target, to: null });
  } else if (!takeReading(item, stroke.shift) && item) {
    goToNotes(item);
  }
};

/** Does in a line of text what a key does there. */
const write = (key) => {
  if (key === 'Backspace' || key === 'Delete') {
    document.execCommand(key === 'Delete' ? 'forwardDelete' : 'delete');
  } else if (key.length === 1) {
    document.execCommand('insertText', false, key);
  }
};

/** Whether a key means something in a list of options; then it is done. */
const chooses = (list, { key, option, ctrl }) => {
  if (ctrl || !(key in ARROWS) && key.length > 1) {
    return false;
  }
  if (key in ARROWS) {
    step(list, ARROWS[key]);
  } else if (key === ' ') {
    document.activeElement.click();
  } else if (!choose(list, option)) {
    say(list, word('nothing').replace('{0}', key));
  }
  return true;
};

/** What Tab and Enter do in a dialog when they had to wait. */
const moveIn = (dialog, target, { key, shift }) => {
  const lists = [...dialog.querySelectorAll('[data-keys]')];
  const stops = [...dialog.querySelectorAll('[data-keys], input, textarea, vaadin-button')]
    .filter((each) => each.checkVisibility() && !lists.some((list) => list !== each && list.contains(each)));
  if (isLine(target)) {
    target.blur();
  }
  const to = key === 'Enter' ? stops.find((each) => each.matches('vaadin-button[theme~=primary]'))
    : stops[stops.findIndex((each) => each.contains(target)) + (shift ? -1 : 1)];
  (to && to.matches('[data-keys]') ? stopOf(to) : to || target).focus();
  if (key === 'Enter' && to) {
    to.click();
  }
};

let noted = null;          // where the focus was before one went to the notes

// What there is to do about a finding is not on the way from field to field: keys typed ahead would end there.
const goToNotes = (item) => {
  const button = document.querySelector(`[id="${item.dataset.item}-note"] :is(textarea, button.action)`);
  if (button) {
    button.closest('details')?.setAttribute('open', '');
    noted = document.activeElement;
    button.focus();
  }
};

const inNotes = (event) => {
  if (event.key === 'Enter' && event.ctrlKey && sendDraft(event.target)) {
    return true;
  }
  if (isLine(event.target) && event.key !== 'Escape') {
    return false;
  }
  const buttons = [...event.target.closest('.notes').querySelectorAll('button.action')];
  const to = buttons.indexOf(event.target) + (ARROWS[event.key] || 0);
  if (event.key === 'Escape' && noted) {
    noted.focus();
  } else if (event.key in ARROWS && buttons[to]) {
    buttons[to].focus();
  } else {
    return event.key in ARROWS;
  }
  return true;
};

document.addEventListener('keydown', (event) => {
  const { view } = page;
  const stroke = { key: event.key, option: digitOf(event), shift: event.shiftKey, ctrl: event.ctrlKey };
  if (takes(event)) {
    return;
  }
  if (view && event.target.closest('.notes') && inNotes(event)) {
    event.preventDefault();
    return;
  }
  if (event.key === 'Enter' && event.ctrlKey && event.target.matches('textarea') && event.target.closest(DIALOGS)) {
    event.preventDefault();
    act(event.target, stroke);
    return;
  }
  const free = !event.ctrlKey && !event.metaKey && !event.altKey;
  const list = listOf(event.target);
  if (list && free && (event.key.length === 1 && event.key !== ' '
      || event.key in ARROWS && event.target.type === 'checkbox')) {
    event.preventDefault();
    act(event.target, stroke);
    return;
  }
  const item = itemOf(event.target);
  if (!item || !view) {
    if (event.key === 'F4' && view) {
      event.preventDefault();
      act(event.target, stroke);
    } else if (event.key === 'F8' && view) {
      event.preventDefault();
      nextEmpty(null);
    }
    return;
  }
  if (['F2', 'F4', 'F6', 'F7', 'F8', 'F9'].includes(event.key)) {
    event.preventDefault();
    act(event.target, stroke);
  } else if (!event.altKey && !event.metaKey && moves(event.target, stroke)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    act(event.target, stroke);
  } else if (event.key === 'Enter' && free && !event.target.matches('textarea, button, a')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    act(event.target, stroke);
  } else if (event.key === 'Tab' && free && isDecisive(item) && isLine(event.target)) {
    event.preventDefault();
    act(event.target, stroke);
  } else if (list && free && !isReadOnly(list) && (event.key === 'Delete' || event.key === 'Backspace')) {
    event.preventDefault();
    act(event.target, stroke);
  }
}, true);

export const giveReason = (item, code) => {
  if (item.querySelector('[readonly]')) {
    return;
  }
  const line = item.querySelector('vaadin-text-field, vaadin-text-area, .cell-input');
  stopTyping();
  if (line) {
    line.value = ''; // the reason stands in place of a text that was not left yet
  }
  sendReason(item, code);
};

let looked = null;         // where the focus was when the history of an item was asked for

export const showHistory = (item) => {
  looked = document.activeElement;
  leave();
  page.view.$server.history(item.dataset.item);
};

export const askQuery = (item) => {
  leave();
  holdForDialog(page.view.$server.query(item.dataset.item));
};

document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('[data-history], .ask');
  if (button && page.view) {
    (button.matches('.ask') ? askQuery : showHistory)(itemOf(button));
  }
});

// Closed: one goes on where one was, unless one has gone elsewhere.
document.addEventListener('opened-changed', ({ target, detail }) => {
  const here = document.activeElement;
  if (looked && target.matches('.history-popover') && !detail.value
      && (here === document.body || target.contains(here))) {
    looked.focus();
  }
}, true);

export const verify = (item) => {
  hold(NEXT);
  page.view.$server.verify(item.dataset.item);
};

const takeBack = (item) => page.view.$server.mark(item.dataset.item, true);

document.addEventListener('click', (event) => {
  const mark = event.target.closest && event.target.closest('button.sdv-mark');
  if (mark) {
    page.view.$server.mark(itemOf(mark).dataset.item, mark.matches('[aria-pressed=true]'));
  }
});
