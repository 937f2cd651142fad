// @ts-check
/*
 * What is typed while the server has not said yet what is asked next: it waits, however long, and goes where it was meant.
 * When the server says something else than that, it is not done: it stays on screen, to be typed again.
 */
import { digitOf } from './choosing.js';
import { keepKeys, readKeys } from './journal.js';
import { act } from './keys.js';
import { DIALOGS, isInDialog, isLine, itemOf, page, word } from './page.js';
import { tell } from './status.js';

export const NEXT = 'next_section';
/** A dialog that the server was asked for. */
export const DIALOG = 'dialog';

/**
 * @typedef {{ key?: string, option?: string, text?: string, shift?: boolean, ctrl?: boolean, decided?: boolean, from?: Element,
 *   to?: HTMLElement | null, link?: HTMLElement }} Stroke a key, a text that came without keys, or a link that was clicked;
 *   `to` is where one had gone by mouse before it
 */

const waitingFor = new Map(); // the items, or the section, whose answers decide where the next keys belong, and since when
/** @type {Stroke[]} */
let queued = [];
let origin = null;         // where the first of them was pressed
let went = null;           // where one has gone by mouse since the last of them
let strayed = false;       // whether one has gone anywhere by mouse meanwhile
let lastAt = 0;            // when the last of them was pressed
let replaying = false;     // the page moves the focus, not who types
let missed = '';           // what was typed and not done, until who typed it has seen it

/** Whether the server still has to say where the next keys belong. */
export const isWaiting = () => waitingFor.size > 0;
/** Since when the first of them waits. */
export const waitingSince = () => Math.min(...waitingFor.values());
/** Whether it is this of which the server has to say where the next keys belong. */
export const isWaitingFor = (name) => waitingFor.has(name);
/** Whether keys wait to be done. */
export const keysWait = () => queued.length > 0 || composing;

const SIGNS = { Tab: '⇥', Enter: '↵', Backspace: '⌫', Delete: '⌦', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←',
  ArrowRight: '→', ' ': ' ' };
const written = (strokes) => strokes.filter(({ link }) => !link).map(({ key = '', text, shift, ctrl }) => {
  if (text !== undefined) {
    return text;
  }
  const sign = SIGNS[key] || (key.length === 1 ? key : `[${key}]`);
  return key.length === 1 ? sign : ` ${shift ? '⇧' : ''}${ctrl ? 'Ctrl ' : ''}${sign} `;
}).join('').replace(/ +/g, ' ').trim();

/** The keys that wait, as they are shown. */
export const keysShown = () => written(queued);

const remember = () => {
  keepKeys([missed, keysShown()].filter(Boolean).join(' '));
  tell();
};

/** What takes what comes without keys while the page waits: pasted, dictated, or written by an input method. */
const catcher = document.createElement('textarea');
catcher.id = 'typed_ahead';
catcher.className = 'unseen';
catcher.tabIndex = -1;
catcher.autocomplete = 'off';
let composing = false;

const quietly = (go) => {
  const before = replaying;
  replaying = true;
  go();
  replaying = before;
};
const catchAll = () => quietly(() => {
  catcher.setAttribute('aria-label', word('waiting'));
  if (!catcher.isConnected) {
    document.body.append(catcher);
  }
  catcher.focus({ preventScroll: true });
});
/** Whether one has gone nowhere in particular: keys may wait for the page itself, or for an answer of where one is. */
export const isNowhere = () => (document.activeElement === catcher ? waitingFor.has(NEXT)
  : document.activeElement.matches('body, h1'));

const enqueue = (stroke) => {
  queued.push({ ...stroke, to: went });
  went = null;
  lastAt = Date.now();
  if (!isInDialog()) {
    catchAll();
  }
  remember();
};

/** A key that turned out to wait for the answer it has just sent. */
export const waitFirst = (stroke) => {
  queued.unshift(stroke);
  origin = stroke.from;
  catchAll();
  remember();
};

/** Goes somewhere on behalf of the page, not of who types; keys that waited for this place go there. */
export const going = (go, name = NEXT) => {
  quietly(go);
  if (waitingFor.has(name)) {
    origin = document.activeElement;
    arrived(name);
  }
};

/** From now on the keys wait until the server has answered this. */
export const hold = (name) => {
  if (!isWaiting() && !queued.length && !replaying) {
    origin = document.activeElement;
    went = null;
    strayed = false;
  }
  waitingFor.set(name, Date.now());
};

/** The server has answered, and the page shows what is asked now: what was typed meanwhile goes where it was meant. */
export const arrived = (name) => {
  if (waitingFor.delete(name) && !isWaiting()) {
    requestAnimationFrame(replay);
  }
};

/** The server has answered otherwise than was meant: what was typed behind it may belong to what is not asked. */
export const turnedDown = (name) => {
  if (waitingFor.has(name)) {
    const onward = queued.length === 1 && queued[0].key === 'Tab' // only leaves the field
      || queued[0]?.key === 'F4'; // takes what is proposed instead
    if (onward && !isInDialog()) {
      arrived(name);
    } else {
      giveUp();
    }
  }
};

/** Nothing that waits is done; it stays on screen, to be typed again. */
export const giveUp = () => {
  const lost = queued;
  const to = went || origin;
  queued = [];
  waitingFor.clear();
  strayed = false;
  went = null;
  if (lost.some(({ key, text }) => text || key && key !== 'Tab' && key !== 'Enter')) {
    missed = [missed, written(lost)].filter(Boolean).join(' ');
  }
  goBack(document.activeElement === catcher ? to : null);
  remember();
  showMissed();
};

/** The focus goes back to where one types. */
const goBack = (to) => {
  if (to && to.isConnected && to !== document.body && !isBehind(to)) {
    quietly(() => to.focus({ preventScroll: true }));
  }
  catcher.remove();
};

/** Whether a dialog stands before it. */
const isBehind = (element) => isInDialog() && !element.closest(DIALOGS);

const replay = () => {
  if (isWaiting() || composing) {
    return;
  }
  if (queued.length && (!origin || !origin.isConnected || isBehind(origin))) {
    giveUp();
    return;
  }
  goBack(queued.length || document.activeElement === catcher ? origin : null);
  quietly(() => {
    while (queued.length && !isWaiting()) {
      const stroke = queued[0];
      stroke.to?.focus();
      const target = stroke.from || document.activeElement;
      if (!target.isConnected || target === document.body || stroke.to && !stroke.to.isConnected
          || stroke.text !== undefined && !isLine(target)) {
        giveUp();
        return;
      }
      queued.shift();
      if (stroke.link) {
        stroke.link.click();
        if (queued.length && !isWaiting()) { // they were meant for the page to which it leads
          giveUp();
          return;
        }
      } else if (stroke.text === undefined) {
        act(target, stroke);
      } else {
        insert(target, stroke.text);
      }
    }
  });
  if (document.activeElement !== catcher) {
    origin = document.activeElement;
  }
  if (queued.length) {
    catchAll();
  } else {
    went?.focus();
    strayed = isWaiting() && strayed;
    went = null;
  }
  remember();
};

/** Puts a text where it would have come, as if it were pasted. */
const insert = (line, text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  if (line.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))) {
    document.execCommand('insertText', false, line.matches('textarea') ? text : text.replace(/\s*\n\s*/g, ' '));
  }
};

// --- what comes while the page waits ------------------------------------------------------------------------------

const MOVES = ['Tab', 'Enter', 'Home', 'End', 'd', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

const canWait = (event) => event.isTrusted && !event.metaKey && !event.altKey
  && (event.key === 'F2' || MOVES.includes(event.key) && (!event.ctrlKey || document.querySelector('.matrix'))
    || !event.ctrlKey && (event.key.length === 1 || ['F4', 'F6', 'F7', 'F8', 'F9', 'Backspace', 'Delete'].includes(event.key)));

const isBusy = () => isWaiting() || keysWait();
/** In a dialog, or in a line that belongs to no item, one goes on as ever. */
const isElsewhere = (target) => target.closest(`${DIALOGS}, [role=dialog], [role=menu]`)
  || target !== catcher && isLine(target) && !itemOf(target);

const PAUSE = 700; // milliseconds without a key, after which one has seen that a dialog is there

/** Whether one still types for the field behind a dialog that came up in the middle. */
const isTypingOn = () => queued.length > 0 && isInDialog() && Date.now() - lastAt < PAUSE;

/** Whether this key has to wait, and does from now on. */
export const takes = (event) => {
  if (!isBusy() || isElsewhere(event.target) && !waitingFor.has(DIALOG) && !isTypingOn() || event.isComposing) {
    return false;
  }
  if (event.key === 'Escape' && isInDialog() && !waitingFor.has(DIALOG)) { // gives up what is asked, wherever one is
    return false;
  }
  if (page.view && !page.view.isConnected) { // one has left the casebook
    giveUp();
    return false;
  }
  if (event.key === 'Escape' && queued.length) {
    giveUp();
  } else if (canWait(event)) {
    enqueue({ key: event.key, option: digitOf(event), shift: event.shiftKey, ctrl: event.ctrlKey });
  } else {
    return false;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
};

document.addEventListener('paste', (event) => {
  if (event.isTrusted && isBusy() && !isElsewhere(event.target)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    enqueue({ text: event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n') });
  }
}, true);

const caught = () => {
  const text = catcher.value;
  catcher.value = '';
  if (text) {
    enqueue({ text });
  }
};
catcher.addEventListener('compositionstart', () => {
  composing = true;
});
catcher.addEventListener('compositionend', () => {
  composing = false;
  caught();
  if (!isWaiting()) {
    requestAnimationFrame(replay);
  }
});
catcher.addEventListener('input', (event) => {
  event.stopPropagation();
  if (!(/** @type {InputEvent} */ (event).isComposing)) {
    caught();
  }
});

// A link leads away from the fields for which keys wait: it is followed after them.
addEventListener('click', (event) => {
  const link = event.isTrusted && queued.length && event.target.closest?.('a[href]');
  if (link && !link.target && !event.ctrlKey && !event.metaKey && !event.shiftKey && !isElsewhere(link)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    enqueue({ link });
  }
}, true);

// Who goes elsewhere by mouse while keys wait means the next keys for that place, and the waiting ones not.
document.addEventListener('focusin', (event) => {
  if (!replaying && isBusy() && event.target !== catcher && !isElsewhere(event.target)) {
    went = event.target;
    strayed = true;
  }
}, true);

// --- what was not done --------------------------------------------------------------------------------------------

/** What was typed ahead and not done, also before the page was loaded again. */
export const showMissed = () => {
  if (!queued.length) {
    missed = readKeys();
  }
  let box = document.getElementById('missed_keys');
  if (!missed) {
    box?.remove();
    return;
  }
  if (!box) {
    box = document.createElement('div');
    box.id = 'missed_keys';
    box.setAttribute('role', 'alert');
    document.body.append(box);
  }
  const typed = document.createElement('kbd');
  typed.textContent = missed;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = word('close');
  close.addEventListener('click', () => {
    missed = '';
    remember();
    box.remove();
    if (origin && origin.isConnected) {
      origin.focus();
    }
  });
  const elsewhere = page.view?.isConnected ? [] : [page.patient, ' · '];
  box.replaceChildren(...elsewhere, word('missed'), ' ', typed, ' ', close);
};

/** Another page of the casebook is open: keys that were meant for the one before are not done here. */
export const pageChanged = () => {
  if (isBusy() && !waitingFor.has(NEXT)) {
    giveUp();
  } else if (isWaiting()) {
    [...waitingFor.keys()].filter((name) => name !== NEXT).forEach((name) => waitingFor.delete(name));
  }
  showMissed();
};
