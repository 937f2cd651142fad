// @ts-check
/*
 * What grids do otherwise than who reads and filters them expects.
 */
import { word } from './page.js';

const ENGLISH = 'Sort by ';

// The heads by which one sorts are named in the language of the page: the component names them in English only.
customElements.whenDefined('vaadin-grid-sorter').then(() => {
  const { prototype } = /** @type {CustomElementConstructor} */ (customElements.get('vaadin-grid-sorter'));
  const set = prototype.setAttribute;
  prototype.setAttribute = function (name, value) {
    set.call(this, name, name === 'aria-label' && value.startsWith(ENGLISH)
      ? word('sort').replace('{0}', value.slice(ENGLISH.length).trim()) : value);
  };
  document.querySelectorAll('vaadin-grid-sorter[aria-label]').forEach((made) =>
    made.setAttribute('aria-label', String(made.getAttribute('aria-label'))));
});

// Enter puts a filter in force, and one goes on typing in it; the grid would take the focus away.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target instanceof Element && event.target.matches('vaadin-grid vaadin-text-field input')) {
    event.stopPropagation();
  }
}, true);
