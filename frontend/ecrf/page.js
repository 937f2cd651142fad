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
  user: '',
};

/** A word of the page that the server has put there. @param {string} key */
export const word = (key) => document.querySelector('.casebook')?.dataset[key] || '';

/** @param {string} name @returns {HTMLElement | null} */
export const itemNamed = (name) => document.querySelector(`[data-item="${CSS.escape(name)}"]`);

/** The item in which this stands; notes beside a field are not part of it. */
export const itemOf = (node) => node.closest && !node.closest('.notes') && node.closest('[data-item]');

export const isShown = (element) => Boolean(element) && element.offsetParent !== null;

/** Whether one types text into it. */
export const isLine = (target) => target.matches
  && target.matches('textarea, input:not([type=radio]):not([type=checkbox])');
