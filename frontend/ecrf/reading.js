// @ts-check
/*
 * What a typed text may mean, where the server has to ask: one key takes a reading, wherever one has gone meanwhile.
 */
import { focusItem } from './items.js';
import { isDecisive, itemNamed, itemOf } from './page.js';
import { hold } from './queue.js';

/** The items about which the server asked, the last one last. @type {string[]} */
let asked = [];

/** The server asks what is meant by the text of an item. */
export const askedAbout = (name) => {
  asked = [...asked.filter((each) => each !== name), name];
  tellKeys();
};

/** @returns {HTMLElement[]} */
const readings = (name) => [...document.querySelectorAll(`[id="${CSS.escape(name)}-note"] button.reading`)];

/** Whether something is said of an item. */
const isNoted = (item) => Boolean(document.querySelector(`[id="${item.dataset.item}-note"] .note`));

/** The item whose reading the key takes now: this one, or where nothing is said of it, the one that was asked about last. */
const next = (item) => (item && isNoted(item) ? [item.dataset.item] : asked.toReversed()).find((each) => readings(each).length);

/** Of several questions only the one that the keys answer shows them. */
export const tellKeys = () => {
  const name = next(itemOf(document.activeElement));
  asked = asked.filter((each) => readings(each).length);
  asked.forEach((each) => readings(each).forEach((button, i) => {
    button.toggleAttribute('data-key', each === name);
    if (each === name) {
      button.setAttribute('aria-keyshortcuts', i ? 'Shift+F4' : 'F4');
    } else {
      button.removeAttribute('aria-keyshortcuts');
    }
  }));
};
document.addEventListener('focusin', tellKeys);

/** Whether one sees it: nothing lies over it, and it is not rolled out of the list in which it stands. */
const isSeen = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

/**
 * Takes the first or the second reading of this item, or where nothing is said of it, of the one that was asked about last:
 * if one sees it, otherwise it is brought into view first. Gives whether there was one to take.
 */
export const takeReading = (item, second) => {
  const name = next(item);
  const button = name && readings(name)[second ? 1 : 0];
  if (button && name !== item?.dataset.item && !isSeen(button)) {
    button.scrollIntoView({ block: 'nearest' });
  } else {
    button?.click();
  }
  return Boolean(name);
};

// What is taken is saved, and decides what is asked next as if it had been typed; who pressed its button goes on there.
document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('.notes button:is(.reading, .literally)');
  const item = button && itemNamed(button.closest('.notes').id.replace(/-note$/, ''));
  if (item) {
    if (document.activeElement === button) {
      focusItem(item);
    }
    if (isDecisive(item)) {
      hold(item.dataset.item);
    }
  }
}, true);
