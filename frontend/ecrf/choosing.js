// @ts-check
/*
 * Choosing one of a few answers by key.
 */

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** A digit chooses the option of this code; a letter the next option that begins with it. */
export const choose = (group, key) => {
  const codes = (group.dataset.codes || '').split(',');
  const radios = [...group.querySelectorAll('vaadin-radio-button')];
  let at = codes.findIndex((code) => code.toLowerCase() === key);
  if (at < 0) {
    const now = radios.findIndex((r) => r.checked);
    const order = radios.map((r, i) => i).sort((a, b) =>
      ((a - now - 1 + radios.length) % radios.length) - ((b - now - 1 + radios.length) % radios.length));
    at = order.find((i) => plain(radios[i].textContent).startsWith(key));
  }
  if (at === undefined || at < 0 || !radios[at]) {
    return false;
  }
  const input = radios[at].querySelector('input');
  input.focus();
  if (!radios[at].checked) {
    input.click();
  }
  return true;
};

/** Steps from the chosen option to the one before or after it. */
export const step = (group, by) => {
  const inputs = [...group.querySelectorAll('input')];
  const at = inputs.findIndex((input) => input.checked);
  const to = inputs[(at + by + inputs.length) % inputs.length];
  to.focus();
  to.click();
};
