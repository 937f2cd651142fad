// @ts-check
/*
 * Choosing by key in a list of radio buttons or boxes: by the digit that stands before an option, by a letter, by arrows.
 */

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** Words that tell nothing apart. */
const SMALL = ['de', 'du', 'des', 'la', 'le', 'les', 'of', 'the', 'to', 'a'];

/** The list in which this is an option, if its options have keys. */
export const listOf = (target) => target.closest && target.closest('[data-keys]');
export const isReadOnly = (list) => Boolean(list.matches('[readonly]') || list.querySelector('[readonly]'));

const isRadio = (list) => list.matches('vaadin-radio-group');
const inputs = (list) => [...list.querySelectorAll('input[type=radio], input[type=checkbox]')];
const labelOf = (input) => plain(input.parentElement.textContent);

/** The options by their first word that they do not share with another one that begins alike. */
const tellingWords = (labels) => {
  const words = labels.map((label) => label.split(/[^\p{L}\p{N}]+/u).filter((w) => w && !SMALL.includes(w)));
  const shared = (one, other) => one.findIndex((word, i) => word !== other[i]);
  return words.map((own, i) => own[Math.max(0, ...words.filter((other, j) => j !== i)
    .map((other) => shared(own, other)))] || '');
};

const places = (labels, key) => labels.flatMap((label, i) => (label.startsWith(key) ? [i] : []));

/** The options that a letter means: by their first letter, or by the word that tells them apart when that is unique. */
const byLetter = (labels, key) => {
  const first = places(labels, key);
  const telling = places(tellingWords(labels), key);
  return first.length === 1 || telling.length !== 1 && first.length ? first : telling;
};

/** The digit that a key of the upper row or of the number block stands for, whatever it writes on this keyboard. */
export const digitOf = (event) => {
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(event.code) || [];
  return digit && event.key.length === 1 && !event.shiftKey ? digit : event.key;
};

/**
 * Chooses the option that a key means; of several the next one. A box that is one of several is only gone to.
 *
 * @param {string} key a digit or a letter
 * @returns {boolean} whether the key means one
 */
export const choose = (list, key) => {
  const all = inputs(list);
  const digit = list.dataset.keys.split(',').indexOf(key);
  const meant = digit >= 0 ? [digit] : byLetter(all.map(labelOf), plain(key));
  const now = isRadio(list) ? all.findIndex((input) => input.checked) : all.indexOf(document.activeElement);
  const input = all[meant.find((i) => i > now) ?? meant[0]];
  if (!input) {
    return false;
  }
  input.focus();
  if (isReadOnly(list)) {
    return true;
  }
  if (isRadio(list) ? !input.checked : meant.length === 1) {
    input.click();
  }
  return true;
};

/** Steps to the option before or after: chooses it in a list of radio buttons, goes to it in a list of boxes. */
export const step = (list, by) => {
  const all = inputs(list);
  const at = all.findIndex((input) => (isRadio(list) && all.some((each) => each.checked)
    ? input.checked : input === document.activeElement));
  const to = all[(at + by + all.length) % all.length];
  to.focus();
  if (isRadio(list) && !isReadOnly(list)) {
    to.click();
  }
};

/** What takes the focus when one comes to a list. */
export const stopOf = (list) => {
  const all = inputs(list);
  return list.tabIndex === 0 ? list : all.find((input) => (isRadio(list) ? input.checked : input.tabIndex === 0)) || all[0];
};

// Of a list of boxes the one that was left last is on the way of the Tab key.
document.addEventListener('focusin', (event) => {
  const list = event.target.type === 'checkbox' && listOf(event.target);
  if (list) {
    list.querySelectorAll('vaadin-checkbox').forEach((box) => {
      box.tabindex = box.contains(event.target) ? 0 : -1;
    });
  }
});
