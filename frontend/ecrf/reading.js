// @ts-check
/*
 * What a typed text may mean, where the server has to ask: one key takes a reading, wherever one has gone meanwhile.
 */
import { focusItem } from './items.js';
import { itemNamed } from './page.js';
import { hold } from './queue.js';

/** The items about which the server asked, the last one last. @type {string[]} */
let asked = [];

/** The server asks what is meant by the text of an item. */
export const askedAbout = (name) => {
  asked = [...asked.filter((each) => each !== name), name];
};

/** @returns {HTMLElement[]} */
const readings = (name) => [...document.querySelectorAll(`[id="${CSS.escape(name)}-note"] button.reading`)];

/**
 * Takes the first or the second reading of this item, or where it has none, of the one that was asked about last.
 * Gives whether there was one to take.
 */
export const takeReading = (item, second) => {
  const name = [item?.dataset.item, ...asked.toReversed()].find((each) => each && readings(each).length);
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
    if (item.hasAttribute('data-gate')) {
      hold(item.dataset.item);
    }
  }
}, true);
