// @ts-check
/*
 * Where one begins in a dialog, and what was typed before it was there.
 */
import { stopOf } from './choosing.js';
import { enter } from './items.js';
import { DIALOGS, isInDialog } from './page.js';
import { arrived, DIALOG, giveUp, going, hold, keysWait } from './queue.js';
import { tell } from './status.js';

const begin = (part) => enter(part.matches('[data-keys]') ? stopOf(part) : part.querySelector('input, textarea') || part);

/** Goes to a part of a dialog that is open. */
export const ask = (part) => requestAnimationFrame(() => going(() => begin(part), DIALOG));

// What a dialog asks first has the focus, unless one has gone somewhere in it already.
document.addEventListener('opened-changed', ({ target, detail }) => {
  if (!detail.value || !target.matches(DIALOGS)) {
    return;
  }
  requestAnimationFrame(() => {
    const first = target.querySelector('[data-first]');
    const here = document.activeElement;
    going(() => {
      if (first && (here === target || !target.contains(here))) {
        begin(first);
      }
    }, DIALOG);
  });
}, true);

// A dialog that confirms goes to what does it, a moment later: back to what gives it up, where one begins there.
document.body.addEventListener('vaadin-overlay-open', (event) => {
  const { host } = /** @type {CustomEvent} */ (event).detail.overlay.getRootNode();
  const first = host?.matches('vaadin-confirm-dialog') && host.querySelector('[data-first]');
  if (first && document.activeElement.matches('[slot=confirm-button]')) {
    first.focus();
  }
});

/** The keys that come next are meant for a dialog that the server opens, unless it has nothing to ask. */
export const holdForDialog = (asked) => {
  hold(DIALOG);
  tell();
  asked.catch(() => { }).then(() => requestAnimationFrame(() => {
    if (!isInDialog()) {
      arrived(DIALOG);
    }
  }));
};

/** Goes on when the server has answered everything. */
const whenAnswered = (go) => requestAnimationFrame(() => {
  if (Object.values(window.Vaadin.Flow.clients).some((client) => client.isActive?.())) {
    whenAnswered(go);
  } else {
    requestAnimationFrame(go);
  }
});

// So are those that come after a click on a button that opens one; on the button itself they would do something else.
document.addEventListener('click', ({ target }) => {
  if (!target.closest?.('[data-asks]') || isInDialog()) {
    return;
  }
  hold(DIALOG);
  whenAnswered(() => {
    if (isInDialog()) {
      return;
    }
    if (keysWait()) {
      giveUp();
    } else {
      arrived(DIALOG);
    }
  });
}, true);
