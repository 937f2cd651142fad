// @ts-check
/*
 * Another server answers than the one that knew the page: the page is loaded again by itself, as soon as one pauses, and one goes
 * on in the same field. What was typed waits in the journal meanwhile.
 */
import { itemNamed, itemOf, word } from './page.js';
import { isTyping } from './typing.js';

const PLACE = 'sivig-place'; // where one was before the page was loaded again
const LOADED = 'sivig-loaded'; // when that was
const PAUSE = 700;           // milliseconds without a key, after which none is lost
const AGAIN = 10000;         // it is not loaded again so soon after the last time
const PATIENCE = 5000;       // milliseconds for the server to say whether one is signed in

/** @typedef {{ path: string, item?: string, typing: boolean }} Place */

/** @type {Place | null} */
let place = JSON.parse(sessionStorage.getItem(PLACE) || 'null');
let isTold = !place;
sessionStorage.removeItem(PLACE);

let lastKey = 0;
addEventListener('keydown', () => {
  lastKey = Date.now();
}, true);

const load = () => {
  const left = lastKey + PAUSE - Date.now();
  if (left > 0) {
    setTimeout(load, left);
    return;
  }
  const here = document.activeElement;
  /** @type {Place} */
  const now = { path: location.pathname, item: here && itemOf(here)?.dataset.item, typing: Boolean(here) && isTyping(here) };
  sessionStorage.setItem(PLACE, JSON.stringify(now));
  sessionStorage.setItem(LOADED, `${Date.now()}`);
  location.reload();
};

/** Loads the page again if one is still signed in; gives whether it will. */
export const resume = async () => {
  if (Date.now() - Number(sessionStorage.getItem(LOADED)) < AGAIN || document.body.classList.contains('is-covered')) {
    return false;
  }
  const isSignedIn = await fetch(new URL('alive', document.baseURI), {
    redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE),
  }).then((answer) => answer.status === 204).catch(() => false);
  if (isSignedIn) {
    load();
  }
  return isSignedIn;
};

/** Where one was in this page before it was loaded again; told once. */
export const placeBefore = () => {
  const was = place?.path === location.pathname ? place : null;
  place = null;
  return was;
};

/** Goes on typing behind what was typed into the item that has the focus. @param {string} name @param {string} typed */
export const typeOn = (name, typed) => {
  if (itemOf(document.activeElement) === itemNamed(name)) {
    document.execCommand('insertText', false, typed);
  }
};

/** Says that it is another server, until the next key or click. */
export const tellResumed = () => {
  if (isTold) {
    return;
  }
  isTold = true;
  const note = document.createElement('div');
  note.id = 'resumed';
  note.setAttribute('role', 'status');
  document.body.append(note);
  requestAnimationFrame(() => {
    note.textContent = word('resumed');
  });
  setTimeout(() => ['keydown', 'pointerdown'].forEach((kind) =>
    addEventListener(kind, () => note.remove(), { capture: true, once: true })), PAUSE);
};
