// @ts-check
/*
 * Messages at the foot of the screen: a key goes to them, and none goes away while one is in it or points at it.
 */

const CARD = 'vaadin-notification-card';
/** @typedef {HTMLElement & { duration: number, opened: boolean, close: () => void }} Message */

const isAttended = () => Boolean(document.querySelector(`${CARD}:is(:hover, :focus-within)`));

/** While one attends to any of them, the time of all stands still. */
const look = () => document.querySelectorAll('vaadin-notification').forEach((each) => {
  const message = /** @type {Message} */ (each);
  if (isAttended() && message.duration > 0) {
    message.dataset.duration = String(message.duration);
    message.duration = 0;
  } else if (!isAttended() && message.dataset.duration) {
    message.duration = Number(message.dataset.duration);
    delete message.dataset.duration;
  }
});
for (const event of ['focusin', 'focusout', 'mouseover', 'mouseout']) {
  document.addEventListener(event, ({ target }) => {
    if (target instanceof Element && target.closest(CARD)) {
      requestAnimationFrame(look);
    }
  });
}

let before = null;         // where one was before one went to a message

document.addEventListener('keydown', (event) => {
  const card = [...document.querySelectorAll(CARD)].at(-1);
  if (card && event.altKey && !event.ctrlKey && (event.key.toLowerCase() === 'm' || event.code === 'KeyM')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    before = card.contains(document.activeElement) ? before : document.activeElement;
    const button = card.querySelector('vaadin-button');
    card.tabIndex = -1;
    (button || card).focus();
  } else if (event.key === 'Escape' && event.target.closest?.(CARD)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (before?.isConnected) {
      before.focus();
    } else {
      event.target.blur();
    }
  }
}, true);
