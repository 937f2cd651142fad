// @ts-check
/*
 * Where one can type, in order, and the ways from item to item.
 */
import { stopOf } from './choosing.js';
import { readJournal } from './journal.js';
import { itemsByVisit } from './matrix.js';
import { isInDialog, isLine, isShown, itemNamed, itemOf, page } from './page.js';
import { arrived, going, hold, NEXT } from './queue.js';
import { tell } from './status.js';

export const shownItems = () => itemsByVisit()
  || [...document.querySelectorAll('[data-item]')].filter(isShown);

/** What takes the focus within an item: its lines of text, one option of its list. */
export const stops = (item) => {
  const list = item.querySelector('[data-keys]');
  return list ? [stopOf(list)]
    : [...item.querySelectorAll('input, textarea')].filter((input) => itemOf(input) === item && isShown(input));
};

/** Goes into an input; what is typed next takes the place of a text that stands there. */
export const enter = (input) => {
  input.focus();
  if (isLine(input)) {
    input.select();
  }
};
export const focusItem = (item) => {
  const [first] = stops(item);
  if (first) {
    enter(first);
  }
};
export const move = (from, step) => {
  const all = shownItems().flatMap(stops);
  let at = all.indexOf(from);
  if (at < 0) {
    const item = itemOf(from);
    at = all.findIndex((stop) => item && item.contains(stop));
  }
  const to = all[at + step];
  if (to) {
    enter(to);
    return;
  }
  const next = step > 0 && document.getElementById(NEXT);
  if (next) {
    next.focus();
  }
};

/** Goes to an item, unless something is asked meanwhile. */
export const goTo = (name) => {
  const item = itemNamed(name);
  if (item && isShown(item) && !isInDialog()) {
    item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    focusItem(item);
  }
};

/** Goes to what is to be typed next in the row of this item. */
export const goToRow = (name) => requestAnimationFrame(() => {
  const item = itemNamed(name);
  if (item) {
    const row = [...(item.closest('tr') || item).querySelectorAll('[data-item]')].filter(isShown);
    item.scrollIntoView({ block: 'center' });
    focusItem(row.find((each) => each.hasAttribute('data-blank')) || item);
  }
});

/** The next unanswered item, on the pages that follow when this one has no more. */
export const nextEmpty = (item) => {
  const all = shownItems();
  const rest = all.slice(item ? all.indexOf(item) + 1 : 0);
  const typed = readJournal();
  const empty = rest.find((i) => i.hasAttribute('data-blank') && !typed[i.dataset.item]);
  if (empty) {
    empty.scrollIntoView({ block: 'center', inline: 'nearest' });
    focusItem(empty);
  } else {
    hold(NEXT);
    tell();
    page.view.$server.nextEmpty();
  }
};

/** Goes to an item of this page, when the server has told which. */
export const at = (name) => {
  const item = name && itemNamed(name);
  if (item) {
    going(() => {
      item.scrollIntoView({ block: 'center', inline: 'nearest' });
      focusItem(item);
    });
  } else {
    arrived(NEXT);
  }
};
