// @ts-check
/*
 * What a line offers while one types. Several may be joined by +: what stands before the last of them is kept in what is
 * offered for the next.
 */
document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.list) {
    return;
  }
  const before = target.value.slice(0, target.value.lastIndexOf('+') + 1);
  const taken = before.split('+').map((text) => text.trim());
  for (const option of target.list.options) {
    const text = option.dataset.text || '';
    option.value = taken.includes(text) ? '' : (before && `${before} `) + text;
  }
});
