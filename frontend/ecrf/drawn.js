// @ts-check
/*
 * Parts of a page that the server sends as HTML, and afterwards as what has changed in them (Drawn.java). What the
 * browser itself has put there, a class or what is being typed, stays.
 */

/** @param {string} html */
const read = (html) => /** @type {HTMLElement} */ (new DOMParser().parseFromString(`<template>${html}</template>`, 'text/html')
  .querySelector('template')?.content.firstElementChild);

/** @param {Element} element @param {Element} before @param {Element} now */
const retag = (element, before, now) => {
  const names = new Set([...before.getAttributeNames(), ...now.getAttributeNames()]);
  names.forEach((name) => {
    const value = now.getAttribute(name);
    if (name === 'class') {
      before.classList.forEach((each) => now.classList.contains(each) || element.classList.remove(each));
      element.classList.add(...now.classList);
    } else if (value === null) {
      element.removeAttribute(name);
    } else if (value !== before.getAttribute(name)) {
      element.setAttribute(name, value);
    }
  });
};

/**
 * @param {Element} drawn
 * @param {Array<[string, string | number, string]>} changes where, and two start tags, of before and of now; or how many
 *   children stay, and what follows them
 */
export const redraw = (drawn, changes) => changes.forEach(([path, before, now]) => {
  const element = path === '' ? drawn : path.split('.').reduce((within, at) => within.children[Number(at)], drawn);
  if (typeof before === 'string') {
    retag(element, read(before), read(now));
  } else {
    [...element.childNodes].slice(before).forEach((each) => each.remove());
    element.insertAdjacentHTML('beforeend', now);
  }
});
