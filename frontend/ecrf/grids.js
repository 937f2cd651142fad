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

/** @type {WeakMap<Element, number>} how wide the page wants a column */
const wanted = new WeakMap();

/**
 * The columns of a list that have room end at its edge, and the next ones are scrolled to: none is shown by half, as if it were cut.
 * @param {Element & { $: any }} grid
 */
function fitColumns(grid) {
  const columns = /** @type {any[]} */ ([...grid.querySelectorAll('vaadin-grid-column')]);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  columns.filter((each) => !wanted.has(each)).forEach((each) => wanted.set(each, parseFloat(each.width) * rem));
  let room = grid.$.table.clientWidth;
  const first = columns.findIndex((each) => (room -= wanted.get(each) ?? 0) < 0);
  const shown = first < 0 ? [] : columns.slice(0, first);
  room += wanted.get(columns[first]) ?? 0;
  const wide = shown.find((each) => each.flexGrow > 0) ?? shown.at(-1);
  columns.forEach((each) => {
    each.width = `${(wanted.get(each) ?? 0) + (each === wide ? Math.floor(room) : 0)}px`;
  });
}

/** From now on, until somebody draws a column as wide as they like. @param {Element & { $: any }} grid */
export function fit(grid) {
  const seen = new ResizeObserver(() => fitColumns(grid));
  seen.observe(grid.$.table);
  grid.addEventListener('column-resize', () => seen.disconnect(), { once: true });
}
