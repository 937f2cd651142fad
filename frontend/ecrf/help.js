// @ts-check
/*
 * The keys of the page: F1 always, and « ? » where it is not a letter of a text. They wait in the page, so that they
 * open at once, whatever the server does. And the guide, whose parts have addresses.
 */
import { isInDialog, isLine } from './page.js';
import { isWaiting, keysWait } from './queue.js';

/** @returns {HTMLDialogElement | null} */
const help = () => /** @type {HTMLDialogElement | null} */ (document.getElementById('key_help'));

/** Opens it, unless keys that were typed ahead still have to find their places, or another dialog asks something. */
const open = () => {
  const dialog = help();
  if (dialog && !dialog.open && !isWaiting() && !keysWait() && !isInDialog()) {
    dialog.showModal();
  }
};

// Before any other: while the keys are shown, none of them does anything on the page behind.
addEventListener('keydown', (event) => {
  const at = event.composedPath()[0];
  const isText = at instanceof HTMLElement && (at.isContentEditable || isLine(at) && !at.hasAttribute('readonly'));
  const free = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === 'F1' && free) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  } else if (help()?.open) {
    event.stopImmediatePropagation();
  } else if (event.key === '?' && free && !isText && !isWaiting() && !keysWait()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }
}, true);

// They are the keys of the page that one leaves by it.
addEventListener('popstate', () => help()?.close());

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) {
    return;
  }
  const dialog = target.closest('.key-help');
  if (target.closest('#key_help_open')) {
    open();
  } else if (dialog instanceof HTMLDialogElement && (target === dialog || target.closest('button'))) {
    dialog.close();
  }
});

/**
 * Shows the part of a page of the guide that the address asks for, as soon as the router has put the address there.
 * @param {HTMLElement} main
 * @param {string} path the address of the page
 */
const showPart = (main, path) => {
  const look = () => {
    if (!main.isConnected) {
      return;
    }
    if (!decodeURI(location.pathname).endsWith(`/${path}`)) {
      requestAnimationFrame(look);
      return;
    }
    const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (part) {
      part.scrollIntoView();
    } else {
      scrollTo(0, 0);
    }
  };
  requestAnimationFrame(look); // the router itself goes to the top first
};

Object.assign(window, { sivigGuide: showPart });
