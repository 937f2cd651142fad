// @ts-check
/*
 * Fields that are left blank. A finding that rests on one is told to who types when the field has been left so: the
 * server says on which items findings wait, and is told which of them are left.
 */
import { itemOf, page } from './page.js';

const left = new Set();    // items that were left blank since the page was opened
let awaited = new Set();   // items on which a finding waits

const tell = () => {
  const items = [...awaited].filter((name) => left.has(name));
  if (items.length && page.view) {
    items.forEach((name) => awaited.delete(name)); // told once
    page.view.$server.leftBlank(page.patient, items.join(','));
  }
};

/** What the server waits for. @param {string} items */
export const awaits = (items) => {
  awaited = new Set(items ? items.split(',') : []);
  tell();
};

/** Another page is shown. */
export const forgetBlank = () => left.clear();

const isBlank = (item) => item.hasAttribute('data-blank')
  && ![...item.querySelectorAll('input, textarea')].some((input) => (input.matches('[type=radio], [type=checkbox]')
    ? input.checked : input.value.trim() !== '' && itemOf(input) === item));

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const item = itemOf(target);
  const within = relatedTarget && (itemOf(relatedTarget) === item || relatedTarget.closest('.reasons-menu'));
  if (item && !within && document.hasFocus() && isBlank(item)) {
    left.add(item.dataset.item);
    tell();
  }
}, true);

document.addEventListener('input', ({ target }) => {
  const item = itemOf(target);
  if (item) {
    left.delete(item.dataset.item);
  }
}, true);
