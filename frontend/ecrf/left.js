// @ts-check
/*
 * What is typed when its field goes: another page is opened, or the tab is closed. It is sent past the page, and what
 * could not be stored so is offered when the patient is opened again.
 */
import { countDrafts } from './drafts.js';
import { forget, leftBehind, mark, markSent, patientsKept, putAside, readJournal, takeOver, unsent } from './journal.js';
import { itemNamed, page, word } from './page.js';
import { isBusy, isSent, LONGEST, PAUSE, tell } from './status.js';

const LINE = document.querySelector('meta[name=_csrf]');

const formOf = (items, look) => new URLSearchParams({
  _csrf: LINE?.getAttribute('content') || '',
  look: String(look),
  language: document.documentElement.lang || 'fr',
  typed: JSON.stringify(Object.entries(items).map(unsent)),
});
const addressOf = (patient) => new URL(`left/${encodeURIComponent(patient)}`, document.baseURI);

/** Asks which of these answers are stored; unless one only looks, the server stores those that it can. */
const askStored = async (patient, items, look) => {
  const answer = await fetch(addressOf(patient), { method: 'POST', body: formOf(items, look), redirect: 'error' });
  if (!answer.ok) {
    throw Object.assign(new Error('Not taken'), { status: answer.status });
  }
  return answer.json();
};

const isOnPage = (patient, name) => patient === page.patient && page.view?.isConnected && itemNamed(name);

/** The patients of whom something was stored past the page, which may show what was there before. */
const storedPast = new Set();
/** Has the page of this patient look at what is stored, where that may be newer than what it shows. */
export const lookAnew = (patient) => {
  if (patient === page.patient && page.view?.isConnected && storedPast.delete(patient)) {
    page.view.$server.look(patient);
  }
};

const select = (patient, wanted) =>
  Object.fromEntries(Object.entries(readJournal(patient)).filter(([name, entry]) => wanted(name, entry)));

const AWAY = 503;
let again = 0;             // the timer by which it is tried again
let pause = 0;

/** Sends what was typed into fields of this patient that are not on the page any more. */
export const sendLeft = async (patient) => {
  const items = select(patient, (name, { why }) => !why && !isOnPage(patient, name)
    && !(patient === page.patient && page.view?.isConnected && isSent(name)));
  if (!Object.keys(items).length) {
    return;
  }
  try {
    Object.keys(items).forEach((name) => markSent(name, patient));
    const stored = await askStored(patient, items, false);
    pause = 0;
    Object.entries(items).filter(([name, entry]) => readJournal(patient)[name] === entry).forEach(([name]) => {
      if (stored.includes(name)) {
        forget(name, patient);
      } else if (!stored.length) {
        mark(name, word('unsaved'), patient);
      }
    });
    if (stored.length) {
      storedPast.add(patient);
      lookAnew(patient);
      sendLeft(patient); // the rest, which may only have had to wait
    }
  } catch (unreachable) {
    // It stays in the journal, and the page says so.
    if (!unreachable.status || unreachable.status === AWAY) {
      clearTimeout(again);
      pause = Math.min(2 * pause || PAUSE, LONGEST);
      again = window.setTimeout(sendAllLeft, pause);
    }
  }
  tell();
};

/** Another page is open, in the casebook or not. */
export const sendAllLeft = () => {
  patientsKept().forEach(sendLeft);
  tell();
};

// --- closing ------------------------------------------------------------------------------------------------------

// The session is over: the page is loaded again, and what was typed waits for who signs in.
const isOver = () => Boolean(document.querySelector('.v-system-error'));

addEventListener('beforeunload', (event) => {
  if (countDrafts() || !isOver() && (isBusy() || patientsKept().length)) { // of what the journal keeps, nothing is lost
    event.preventDefault();
  }
});

addEventListener('pagehide', () => {
  (isOver() ? [] : patientsKept()).forEach((patient) => {
    const items = select(patient, (name, { why }) => !why);
    if (Object.keys(items).length) {
      navigator.sendBeacon(addressOf(patient), formOf(items, false));
    }
  });
});

// --- opening again ------------------------------------------------------------------------------------------------

const button = (id, text, act) => {
  const element = document.createElement('button');
  element.type = 'button';
  element.id = id;
  element.textContent = text;
  element.addEventListener('click', act);
  return element;
};

/** Offers what closed tabs have left of this patient and is not stored; then it is as if it were typed here. */
export const offerLeft = async (patient, taken) => {
  const left = await leftBehind(patient, () => {
    if (page.view?.isConnected && !page.view.hasAttribute('data-past')) {
      offerLeft(page.patient, taken);
    }
  });
  for (const each of left) {
    try {
      (await askStored(patient, each.doc.items, true)).forEach((name) => delete each.doc.items[name]);
    } catch (unreachable) {
      // Offered all the same.
    }
  }
  const offered = left.filter(({ name, doc }) => {
    const something = Object.keys(doc.items).length || doc.pasted || doc.keys;
    if (!something) {
      putAside(name);
    }
    return something;
  });
  if (page.patient !== patient) {
    return;
  }
  document.getElementById('left_behind')?.remove();
  if (!offered.length) {
    return;
  }
  const box = document.createElement('div');
  box.id = 'left_behind';
  box.setAttribute('role', 'status');
  const list = document.createElement('ul');
  offered.forEach(({ doc }) => {
    const said = Object.values(doc.items).map(({ label, typed, gives }) =>
      `${label}${word('colon')}${gives ? word(gives.toLowerCase()) : typed}`);
    [...said, doc.pasted?.text, doc.keys].filter(Boolean).forEach((text) =>
      list.append(Object.assign(document.createElement('li'), { textContent: text })));
  });
  box.append(word('left'), list,
    button('take_left', word('take'), () => {
      box.remove();
      taken(offered.flatMap((each) => takeOver(patient, each)));
    }),
    button('drop_left', word('discard'), () => {
      offered.forEach(({ name }) => putAside(name));
      box.remove();
    }));
  document.body.append(box);
};
