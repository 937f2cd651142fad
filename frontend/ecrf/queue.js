// @ts-check
/*
 * The keys that are pressed while the server has not said yet what is asked next: they wait, and go where they were meant.
 */
import { act } from './keys.js';
import { tell } from './status.js';

export const NEXT = 'next_section';

let waitingFor = null;     // the item, or the section, whose answer decides where the next keys belong
let waitingTimer = 0;
let queued = [];           // keys pressed meanwhile; `to` is where one had gone by mouse before a key
let origin = null;         // where the first of them was pressed
let went = null;           // where one has gone by mouse since the last of them
let strayed = false;       // whether one has gone anywhere by mouse meanwhile
let replaying = false;

/** Whether the server still has to say where the next keys belong. */
export const isWaiting = () => waitingFor !== null;
/** Whether keys wait to be done. */
export const keysWait = () => queued.length > 0;

/** A key that has to wait. */
export const wait = (stroke) => {
  queued.push({ ...stroke, to: went });
  went = null;
};
/** A key that turned out to wait for the answer it has just sent. */
export const waitFirst = (stroke) => queued.unshift(stroke);

/** Goes somewhere on behalf of the page, not of who types. */
export const going = (go) => {
  replaying = true;
  go();
  replaying = false;
  origin = document.activeElement;
  release();
};

export const arrived = (name) => {
  if (waitingFor === name) {
    release();
  }
};

export const hold = (name) => {
  if (waitingFor === null && !queued.length && !replaying) {
    origin = document.activeElement;
    went = null;
    strayed = false;
  }
  waitingFor = name;
  clearTimeout(waitingTimer);
  waitingTimer = setTimeout(release, 10000);
};
export function release() {
  clearTimeout(waitingTimer);
  waitingFor = null;
  // The page shows what is asked now; what was typed meanwhile goes where it was meant.
  requestAnimationFrame(replay);
}
const replay = () => {
  const there = document.activeElement;
  replaying = true;
  if (strayed && waitingFor === null && queued.length) {
    origin.focus();
  }
  while (queued.length && waitingFor === null) {
    const stroke = queued.shift();
    if (stroke.to) {
      stroke.to.focus();
    }
    act(stroke.from || document.activeElement, stroke);
    if (!queued.length) {
      tell();
    }
  }
  origin = document.activeElement;
  if (strayed && queued.length) {
    there.focus();
  } else if (went) {
    went.focus();
  }
  if (!queued.length && waitingFor === null) {
    went = null;
    strayed = false;
  }
  replaying = false;
};

// Who goes elsewhere by mouse while keys wait means the next keys for that place, and the waiting ones not.
document.addEventListener('focusin', (event) => {
  if (!replaying && (waitingFor !== null || queued.length)) {
    went = event.target;
    strayed = true;
  }
}, true);
