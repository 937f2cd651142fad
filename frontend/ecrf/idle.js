// @ts-check
/*
 * Whether somebody is there: a key or a click says so, nothing else does, for pages ask the server by themselves. After a
 * while without, the page is covered; what is typed stays in the journal for who signs in again.
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

const tell = (what) => fetch(new URL(what, document.baseURI), {
  method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE),
  headers: { 'X-CSRF-TOKEN': document.querySelector('meta[name=_csrf]')?.getAttribute('content') || '' },
}).catch(() => { }); // without a line nothing is saved either, and the page says so; the server ends it by itself then

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

const cover = () => {
  over = true;
  document.getElementById('idle_soon')?.remove();
  const again = box('idle_over', 'alertdialog', word('idleOver'), 'idleAgain');
  document.body.classList.add('is-covered');
  const ended = tell('idle');
  again.addEventListener('click', () => ended.then(() => location.reload()));
  again.focus();
};

const look = () => {
  const left = acted() + limit - Date.now();
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
