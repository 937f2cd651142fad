// @ts-check
/*
 * The save status: what is on its way, what is not stored and why. An answer that is stored nowhere is told on every page,
 * with a link to its field, until that is settled.
 */
import { goTo } from './items.js';
import { forget, mark, markSent, patientsKept, readJournal, seeAnew } from './journal.js';
import { sendLeft } from './left.js';
import { showNote } from './matrix.js';
import { isShown, itemNamed, labelOf, page, word } from './page.js';
import { tellKeys } from './reading.js';
import { arrived, isWaiting, keysShown, keysWait, turnedDown, waitingSince } from './queue.js';
import { say } from './saying.js';

const SLOW = 2000;         // milliseconds without an answer, after which that is said
const SILENT = 6000;       // and after which the answer counts as not saved
export const PAUSE = 2000; // milliseconds until what the server could not store is tried again, twice as long each time
export const LONGEST = 30000;

const sent = new Map();    // by item: the number of its last sending, and since when it waits for the answer
/** By item: why its answer is not stored, and whether it is tried again, or waits for what a dialog asks. */
export const trouble = new Map();
let sendings = 0;
let lastSaved = '';        // the text that tells of the last save
let line = '';             // the word for what is wrong with the line to the server; empty for nothing
let alarmed = false;       // whether it was said that something went wrong
let retryTimer = 0;
let pause = PAUSE;
let clock = 0;

/** Whether an answer of this item is on its way. */
export const isSent = (name) => sent.has(name);
/** The item that was sent last of those of which the server has not said yet what became of them. */
export const lastSent = () => [...sent].filter(([name]) => name).sort(([, a], [, b]) => b.number - a.number)[0]?.[0];
/** Whether anything is on its way, or waits to be. */
export const isBusy = () => sent.size > 0 || isWaiting() || keysWait();

// --- telling ------------------------------------------------------------------------------------------------------

const link = (name, entry) => {
  const to = document.createElement('a');
  to.href = `${entry.at}?item=${encodeURIComponent(name)}`;
  to.dataset.goto = name;
  const item = entry.at === page.at && itemNamed(name);
  to.textContent = item ? labelOf(item) : entry.label; // the language may have changed since
  return to;
};

/** Gives up what cannot be corrected: its field was on this page, and is asked no longer. */
const discard = (name) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word('discard');
  button.addEventListener('click', () => dropped(name));
  return button;
};
const shortened = (text) => (text.length > 24 ? `${text.slice(0, 24)}…` : text);
const isAsked = (item) => Boolean(item) && !item.matches('.closed') && !item.closest('[hidden]');
const canBeCorrected = (name, { at }) => at !== page.at || !page.view?.isConnected || isAsked(itemNamed(name));

/** What is stored nowhere, of this patient or of another; a text that is being typed is none. */
const unsettled = (patient) => Object.entries(readJournal(patient)).filter(([name, { why }]) => why
  || patient !== page.patient || !page.view?.isConnected || !sent.has(name) && !itemNamed(name));

const show = (state, ...parts) => {
  const element = document.getElementById('save_status');
  if (!element) {
    return;
  }
  element.dataset.state = state;
  if (keysWait()) {
    parts.push(` · ${word('waiting')} `, Object.assign(document.createElement('kbd'), { textContent: keysShown() }));
  }
  const before = element.textContent;
  const now = parts.map((part) => (part instanceof Node ? part.textContent : part)).join('');
  if (before !== now || parts.some((part) => part instanceof Node)) {
    element.replaceChildren(...parts);
  }
  element.title = state === 'failed' ? now : ''; // where there is too little room it is cut
  // Who does not see the page hears what goes wrong, and that it is right again; not every save.
  if (state === 'failed' || alarmed && state !== 'saving') {
    const said = document.getElementById('save_said');
    if (said && said.textContent !== parts[0]) {
      said.textContent = parts[0];
    }
    alarmed = state === 'failed';
  }
};

/** Says « saved » only when nothing is on its way, no key waits, and all that was typed is stored. */
export const tell = () => {
  clearTimeout(clock);
  tellKeys();
  tellOthers();
  const retried = [...trouble.values()].find((t) => t.retried);
  const failed = unsettled(page.patient);
  const refused = [...trouble.values()].find((t) => !t.retried);
  if (line) {
    show('failed', `✗ ${word(line)}`);
  } else if (isBusy() && !retried && ![...trouble.values()].some((t) => t.asks)) {
    const since = Math.min(...[...sent.values()].map((each) => each.since), isWaiting() ? waitingSince() : Infinity);
    const passed = Date.now() - since;
    show(passed < SILENT ? 'saving' : 'failed',
      passed < SLOW ? word('saving') : passed < SILENT ? word('slow') : `✗ ${word('silent')}`);
    if (passed < SILENT) {
      clock = window.setTimeout(tell, (passed < SLOW ? SLOW : SILENT) - passed + 1);
    }
  } else if (retried) {
    show('failed', `✗ ${retried.text}`);
  } else if (failed.length) {
    const [[name, entry]] = failed;
    const stays = canBeCorrected(name, entry);
    const text = stays && (trouble.get(name)?.text || entry.why) || word('unsaved');
    show('failed', `✗ ${text}${word('colon')}`, link(name, entry), ...stays ? [] : [` (${shortened(entry.typed)}) `, discard(name)],
      failed.length > 1 ? ` (+${failed.length - 1})` : '');
  } else if (refused) {
    show('failed', `✗ ${refused.text}`);
  } else if (Object.keys(readJournal()).length) {
    show('idle', word('typing'));
  } else if (lastSaved) {
    show('saved', `✓ ${lastSaved}`);
  } else {
    show('idle', '');
  }
};

/** In the bar of every page: what is not stored of a patient whose casebook is not open. */
const tellOthers = () => {
  const other = document.getElementById('unsaved_elsewhere');
  const patient = other && patientsKept().find((each) => (each !== page.patient || !page.view?.isConnected)
    && unsettled(each).length);
  if (other) {
    other.hidden = !patient;
    if (patient) {
      const [[name, entry]] = unsettled(patient);
      const to = link(name, entry);
      to.textContent = `${patient} · ${entry.label}`;
      other.replaceChildren(`✗ ${word('unsaved')}${word('colon')}`, to);
    }
  }
};

// Who says that a form is complete goes first to what is typed in it and not stored: the server does not know of that.
addEventListener('click', (event) => {
  const complete = event.target.closest?.('#complete_form');
  const found = complete && unsettled(page.patient).find(([name]) => isShown(itemNamed(name)));
  if (found) {
    event.preventDefault();
    event.stopImmediatePropagation();
    goTo(found[0]);
    requestAnimationFrame(() => say(/** @type {HTMLElement} */ (document.activeElement), word('uncorrected')));
  }
}, true);

const ENDS = ['expired', 'changed']; // nothing comes after it but another page

/** What is wrong with the line to the server, as a word of the page; empty when nothing is. */
export const tellLine = (wrong) => {
  if (line !== wrong && !ENDS.includes(line)) {
    line = wrong;
    sent.forEach((each) => {
      each.since = Date.now();
    });
    tell();
  }
};

// --- what becomes of what was sent --------------------------------------------------------------------------------

/** Something is sent; gives the number that the server says when it has handled it. */
export const send = (name) => {
  sendings += 1;
  sent.set(name, { number: sendings, since: Date.now(), entry: readJournal()[name] });
  trouble.delete(name);
  mark(name, '');
  markSent(name);
  tell();
  return sendings;
};

/** Nothing newer is on its way: whoever waits for what became of it knows now. */
const settle = (name) => {
  tell();
  if (!sent.has(name)) {
    const why = trouble.get(name);
    if (!why) {
      arrived(name);
    } else if (!why.retried && !why.asks) {
      turnedDown(name);
    }
  }
};

/** The server has handled a sending, and has said what became of it. */
export const handled = (name, number) => {
  tellLine(''); // whoever answers is there
  const last = sent.get(name);
  if (last && last.number <= number) {
    sent.delete(name);
    if (last.entry && last.entry === readJournal()[name] && !trouble.has(name)) {
      if (itemNamed(name)) {
        refused(name, word('unsaved')); // nothing was said
      } else {
        sendLeft(page.patient); // its field is not there any more
      }
    }
  }
  settle(name);
};

export const saved = (name, typed, text) => {
  trouble.delete(name);
  const entry = readJournal()[name];
  if (entry && entry.typed === typed) {
    forget(name);
  } else if (entry && itemNamed(name)) {
    seeAnew(name);
  }
  lastSaved = text;
  pause = PAUSE;
  const cell = name && document.getElementById(name);
  if (cell) {
    cell.dataset.text = typed; // what Escape brings back, until the server writes it out otherwise
  }
  done(name);
};
export const refused = (name, text) => {
  if (name) {
    trouble.set(name, { text, retried: false });
    mark(name, text);
    showNote(name);
  }
  done(name);
};
/** A dialog asks why the answer changes; what was typed behind it waits for that. */
export const explained = (name, text) => {
  trouble.set(name, { text, retried: false, asks: true });
  mark(name, text);
  done(name);
};
/** No reason was given, and the answer is what it was: what was typed behind an answer on which others hang is for those. */
export const keptOld = (name) => {
  if (itemNamed(name)?.hasAttribute('data-gate')) {
    turnedDown(name);
  }
  dropped(name);
};
export const dropped = (name) => {
  trouble.delete(name);
  if (name) {
    forget(name);
  }
  done(name);
};
export const failed = (name, text) => {
  trouble.set(name, { text, retried: true });
  done(name);
  if (!retryTimer) {
    retryTimer = window.setTimeout(() => {
      retryTimer = 0;
      if (page.view?.isConnected) {
        page.view.$server.retry();
      }
    }, pause);
    pause = Math.min(2 * pause, LONGEST);
  }
};
/** What is done by a button has no number. */
const done = (name) => {
  if (!name) {
    sent.delete('');
  }
  settle(name);
};

/** Another casebook: what was on its way belongs to the one before. */
export const forgetStatus = () => {
  sent.clear();
  trouble.clear();
  lastSaved = '';
};
