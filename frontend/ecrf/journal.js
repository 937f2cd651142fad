// @ts-check
/*
 * The journal: what is typed and not stored yet, by item; it lives as long as the tab.
 */
import { page } from './page.js';

const JOURNAL = 'sivig-journal';

const journal = () => [JOURNAL, page.user, page.patient].join(':');
export const readJournal = () => {
  try {
    return JSON.parse(sessionStorage.getItem(journal())) || {};
  } catch (unreadable) {
    return {};
  }
};
export const writeJournal = (items) => {
  if (Object.keys(items).length) {
    sessionStorage.setItem(journal(), JSON.stringify(items));
  } else {
    sessionStorage.removeItem(journal());
  }
};
/** Keeps what is typed for an item, with the answer that it was to change. */
export const keep = (item, typed) => {
  const items = readJournal();
  const seen = items[item.dataset.item] ? items[item.dataset.item].seen : item.dataset.seen || '';
  items[item.dataset.item] = { seen, typed };
  writeJournal(items);
};
export const forget = (name) => {
  const items = readJournal();
  delete items[name];
  writeJournal(items);
};
export const forgetAll = () => Object.keys(sessionStorage).filter((key) => key.startsWith(JOURNAL))
  .forEach((key) => sessionStorage.removeItem(key));

// A block that was pasted is kept until it is stored or put aside: the server may be gone meanwhile.
const pasted = () => [JOURNAL, page.user, page.patient, 'paste'].join(':');
export const keepPasted = (name, text) => sessionStorage.setItem(pasted(), JSON.stringify({ name, text }));
export const forgetPasted = () => sessionStorage.removeItem(pasted());
export const readPasted = () => JSON.parse(sessionStorage.getItem(pasted()) || 'null');
