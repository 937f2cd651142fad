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

/** The item whose reading the key takes now: this one, or where it has none, the one that was asked about last. */
const next = (item) => [item?.dataset.item, ...asked.toReversed()].find((each) => each && readings(each).length);

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

/**
 * Takes the first or the second reading of this item, or where it has none, of the one that was asked about last.
 * Gives whether there was one to take.
 */
export const takeReading = (item, second) => {
  const name = next(item);
  if (name) {
    readings(name)[second ? 1 : 0]?.click();
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
