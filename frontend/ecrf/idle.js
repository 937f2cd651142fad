// @ts-check
/*
 * Whether somebody is there: a key or a click says so, nothing else does, for pages ask the server by themselves. After a
 * while without, the page is covered, and uncovered as it was for who shows the password, a passkey, or to their provider who they are; where
 * that cannot be, what is typed stays in the journal for who signs in again.
 */
import { word } from './page.js';

const LOOK = 5000;         // milliseconds between looks at the clock
const TELL = 60000;        // the server is told at most so often
const WARN = 120000;       // and one is warned so long before
const ACTED = 'sivig-acted'; // when, in any tab of this browser

let limit = 0;
let told = 0;
let over = false;

const acted = () => Number(localStorage.getItem(ACTED)) || Date.now();
const shell = () => /** @type {HTMLElement | null} */ (document.querySelector('.shell'));

const PATIENCE = 5000;     // milliseconds for the server to hear it

const tell = (what, body = undefined) => fetch(new URL(what, document.baseURI), {
  method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE), body,
  headers: { 'X-CSRF-TOKEN': document.querySelector('meta[name=_csrf]')?.getAttribute('content') || '' },
}).catch(() => null); // without a line nothing is saved either, and the page says so; the server ends it by itself then

const act = () => {
  if (!limit || over) {
    return;
  }
  localStorage.setItem(ACTED, `${Date.now()}`);
  document.getElementById('idle_soon')?.remove();
  if (Date.now() - told > TELL) {
    told = Date.now();
    tell('active');
  }
};

const box = (id, role, text, button) => {
  const element = document.createElement('div');
  element.id = id;
  element.setAttribute('role', role);
  const does = document.createElement('button');
  does.type = 'button';
  does.textContent = word(button);
  element.append(Object.assign(document.createElement('p'), { textContent: text }), does);
  document.body.append(element);
  return does;
};

/** Where one was when it was covered. @type {HTMLElement | null} */
let before = null;
/** What was chosen there. @type {(number | null)[]} */
let chosen = [];

const uncover = () => {
  over = false;
  document.getElementById('idle_over')?.remove();
  document.body.classList.remove('is-covered');
  before?.focus();
  if (before instanceof HTMLInputElement && typeof chosen[0] === 'number') {
    before.setSelectionRange(chosen[0], chosen[1]); // for who comes into a field by a key, all of it is
  }
};

const answered = (answer, wrong, trouble) => {
  if (answer?.status === 204) {
    localStorage.setItem(ACTED, `${Date.now()}`); // other tabs uncover by it
    uncover();
  } else if (answer?.status === 401) {
    location.reload();
  } else {
    trouble.textContent = word(answer?.status === 403 ? wrong : answer?.status === 429 ? 'idlePaused' : 'idleAway');
  }
};

const unlock = async (password, trouble) => {
  const answer = await tell('unlock', new URLSearchParams({ password: password.value }));
  password.value = '';
  answered(answer, 'idleWrong', trouble);
  password.focus();
};

const unlockByPasskey = async (trouble) => {
  trouble.textContent = '';
  const asked = await tell('unlock/passkey');
  if (asked?.status !== 200) {
    answered(asked?.status === 404 ? null : asked, 'idleAway', trouble);
    return;
  }
  /** @type {any} */
  let found;
  try {
    found = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await asked.json()) });
  } catch {
    trouble.textContent = word('idleNoPasskey');
    return;
  }
  answered(await tell('unlock', new URLSearchParams({ passkey: JSON.stringify(found.toJSON()) })), 'idleOtherPasskey', trouble);
};

const unlockByProvider = async (told, trouble) => {
  trouble.textContent = '';
  const asking = open('', 'sivig-provider', 'popup,width=620,height=760'); // at once: later it is no answer to the click
  if (!asking) {
    trouble.textContent = word('idleNoWindow');
    return;
  }
  await told;
  const asked = await tell('unlock/provider');
  if (asked?.status !== 200) {
    asking.close();
    answered(asked?.status === 404 ? { status: 403 } : asked, 'idleNoProvider', trouble);
    return;
  }
  asking.location.href = new URL(await asked.text(), document.baseURI).href;
  const watch = setInterval(async () => {
    if (asking.closed) {
      clearInterval(watch);
      answered(await tell('unlock', new URLSearchParams({ provider: '' })), 'idleNoProvider', trouble);
    }
  }, 200);
};

/** A way to show who one is that is no password. */
const other = (id, kind, does) => {
  const button = Object.assign(document.createElement('button'), { type: 'button', id, textContent: word(kind) });
  button.addEventListener('click', does);
  return button;
};

const cover = () => {
  over = true;
  before = /** @type {HTMLElement | null} */ (document.activeElement);
  chosen = before instanceof HTMLInputElement ? [before.selectionStart, before.selectionEnd] : [];
  document.getElementById('idle_soon')?.remove();
  const told = tell('idle');
  const again = box('idle_over', 'alertdialog', word('idleOver'), 'idleAgain');
  const said = /** @type {HTMLElement} */ (document.querySelector('#idle_over p'));
  said.id = 'idle_said';
  document.getElementById('idle_over')?.setAttribute('aria-labelledby', said.id);
  const form = document.createElement('form');
  const password = Object.assign(document.createElement('input'), { type: 'password', autocomplete: 'current-password', required: true });
  const trouble = document.createElement('p');
  trouble.setAttribute('role', 'alert');
  if (word('idlePassword')) {
    const label = document.createElement('label');
    label.append(word('idlePassword'), password);
    form.append(label, Object.assign(document.createElement('button'), { textContent: word('idleUnlock') }));
  }
  if (word('idlePasskey') && 'PublicKeyCredential' in window) {
    form.append(other('idle_passkey', 'idlePasskey', () => told.then(() => unlockByPasskey(trouble))));
  }
  if (word('idleProvider')) {
    form.append(other('idle_provider', 'idleProvider', () => unlockByProvider(told, trouble)));
  }
  form.append(trouble);
  again.before(form);
  document.body.classList.add('is-covered');
  again.addEventListener('click', () => told.then(() => location.reload()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    told.then(() => unlock(password, trouble));
  });
  /** @type {HTMLElement | null} */ (form.querySelector('input, button'))?.focus();
};

// Before any other: what is typed to uncover the page is for nothing beneath.
['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'paste', 'compositionstart', 'compositionend'].forEach((kind) =>
  addEventListener(kind, (event) => over && event.stopImmediatePropagation(), true));

const look = () => {
  const left = acted() + limit - Date.now();
  if (over && left > WARN) {
    uncover(); // in another tab
  }
  if (over || !shell()) {
    return;
  }
  if (left <= 0) {
    cover();
  } else if (left > WARN) {
    document.getElementById('idle_soon')?.remove();
  } else if (!document.getElementById('idle_soon')) {
    box('idle_soon', 'alert', word('idleSoon'), 'idleGoOn');
  }
};

['keydown', 'pointerdown'].forEach((kind) => addEventListener(kind, act, true));

/** @param {number} minutes how long one may do nothing */
export const watchIdle = (minutes) => {
  if (!limit) {
    setInterval(look, LOOK);
  }
  limit = minutes * 60000;
  localStorage.setItem(ACTED, `${Date.now()}`);
};
