// @ts-check
/*
 * Answers to queries that are written and not sent. They are kept as long as the page lives, whatever one looks at meanwhile,
 * and nowhere else.
 */

/** By the id of the box in which each is written. @type {Map<string, string>} */
const drafts = new Map();

const boxOf = (target) => target.closest?.('vaadin-text-area.reply');

document.addEventListener('input', ({ target }) => {
  const box = boxOf(target);
  if (box && target.value.trim()) {
    drafts.set(box.id, target.value);
  } else if (box) {
    drafts.delete(box.id);
  }
});

/** A box is there, or is there again. */
export const draft = (box) => {
  const text = drafts.get(box.id);
  if (text && !box.value) {
    box.value = text;
    box.dispatchEvent(new Event('change'));
  }
};

/** What was written in this box has been taken. @param {string} box its id */
export const draftSent = (box) => drafts.delete(box);

export const countDrafts = () => drafts.size;

export const forgetDrafts = () => drafts.clear();

/** Sends what is written in the box in which this stands. Gives whether it stands in one. */
export const sendDraft = (target) => {
  const box = boxOf(target);
  if (box) {
    target.blur(); // the server hears of it then
    box.parentElement.querySelector('.answer-query').click();
  }
  return Boolean(box);
};
