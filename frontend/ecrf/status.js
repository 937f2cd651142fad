// @ts-check
/*
 * The save status: what is on its way, what is not stored and why.
 */
import { forget, readJournal, writeJournal } from './journal.js';
import { itemNamed, page, word } from './page.js';
import { arrived, keysWait } from './queue.js';

export const sent = new Map();    // by item: how many answers are on their way
export const trouble = new Map(); // by item: why its answer is not stored, and whether it is tried again

export const status = (state, text) => {
  const element = document.getElementById('save_status');
  if (element) {
    element.dataset.state = state;
    element.textContent = text;
  }
};

let lastSaved = '';        // the text that tells of the last save
let retryTimer = 0;

/** Says « saved » only when nothing is on its way, no key waits, and nothing typed stands on the page unsent. */
export const tell = () => {
  const retried = [...trouble.values()].find((t) => t.retried);
  if (sent.size || keysWait()) {
    status('saving', word('saving'));
  } else if (retried) {
    status('failed', '✗ ' + retried.text);
  } else if (Object.keys(readJournal()).some((name) => !trouble.has(name) && itemNamed(name))) {
    status('idle', word('typing'));
  } else if (lastSaved) {
    status('saved', '✓ ' + lastSaved + (trouble.size ? ' · ' + word('refused') : ''));
  } else if (trouble.size) {
    status('failed', '✗ ' + word('refused'));
  } else {
    status('idle', '');
  }
};
export const send = (name) => {
  sent.set(name, (sent.get(name) || 0) + 1);
  trouble.delete(name);
  tell();
};
const answered = (name) => {
  const left = (sent.get(name) || 0) - 1;
  if (left > 0) {
    sent.set(name, left);
  } else {
    sent.delete(name);
  }
};

export const saved = (name, typed, text) => {
  answered(name);
  trouble.delete(name);
  const items = readJournal();
  if (items[name] && items[name].typed === typed) {
    forget(name);
  } else if (items[name] && itemNamed(name)) {
    // Something newer is being typed: it changes the answer that has just been stored.
    items[name].seen = itemNamed(name).dataset.seen || '';
    writeJournal(items);
  }
  lastSaved = text;
  const cell = name && document.getElementById(name);
  if (cell) {
    cell.dataset.text = typed; // what Escape brings back, until the server writes it out otherwise
  }
  tell();
  arrived(name);
};
export const refused = (name, text) => {
  answered(name);
  if (name) {
    trouble.set(name, { text, retried: false });
  }
  status('failed', '✗ ' + text);
  arrived(name);
};
export const dropped = (name) => {
  answered(name);
  trouble.delete(name);
  forget(name);
  tell();
  arrived(name);
};
export const failed = (name, text) => {
  answered(name);
  trouble.set(name, { text, retried: true });
  status('failed', '✗ ' + text);
  arrived(name);
  clearTimeout(retryTimer);
  retryTimer = window.setTimeout(() => page.view?.isConnected && page.view.$server.retry(), 5000);
};

/** Another casebook: what was on its way belongs to the one before. */
export const forgetStatus = () => {
  sent.clear();
  trouble.clear();
  lastSaved = '';
};
