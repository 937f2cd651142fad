// @ts-check
/*
 * What the page shows: the casebook whose server methods are called, its patient, and where its items stand.
 */

/**
 * @typedef {HTMLElement & { $server: Record<string, (...args: any[]) => void> }} View
 */

export const page = {
  /** @type {View | null} the element of the casebook view */
  view: null,
  patient: '',
  /** the address of the section */
  at: '',
  /** @type {number | null} by how many milliseconds the clock of the server is ahead, when the page was opened */
  ahead: null,
};

/** A word of the page that the server has put there. @param {string} key */
export const word = (key) => document.querySelector('.casebook')?.dataset[key]
  || document.querySelector('.shell')?.dataset[key] || '';

/** @param {string} name @returns {HTMLElement | null} */
export const itemNamed = (name) => document.querySelector(`[data-item="${CSS.escape(name)}"]`);

/** The item in which this stands; notes beside a field are not part of it. @returns {HTMLElement | null} */
export const itemOf = (node) => (node.closest && !node.closest('.notes') ? node.closest('[data-item]') : null);

/** The question of an item as it is printed, or as it is said of a cell. */
export const labelOf = (item) => document.getElementById(`${item.dataset.item}-label`)?.textContent
  || item.querySelector('[aria-label]')?.getAttribute('aria-label') || item.dataset.item;

/** Whether the server decides after an answer of this item what is next: what is asked, or whether a reason is. */
export const isDecisive = (item) => item.hasAttribute('data-gate') || Boolean(item.closest('[data-explained]'));

export const isShown = (element) => Boolean(element) && element.offsetParent !== null;

/** What stands before the page and asks something. */
export const DIALOGS = ':is(vaadin-dialog, vaadin-confirm-dialog)';

/** Whether a dialog asks something. */
export const isInDialog = () => Boolean(document.querySelector(`${DIALOGS}[opened]`));

/** Whether one types text into it. */
export const isLine = (target) => target.matches
  && target.matches('textarea, input:not([type=radio]):not([type=checkbox])');
