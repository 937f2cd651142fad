// @ts-check
/*
 * Paper cannot be scrolled: while a page is printed, what stands in each line, text and cell stands beside it as a text
 * of its own, whole. Each sheet says at its head whose it is, when it was printed, and which of how many it is.
 */
import { word } from './page.js';

const paper = matchMedia('print');
const sheet = new CSSStyleSheet();
let printed = [];

const forget = () => {
  printed.forEach((text) => text.remove());
  printed = [];
};

/** A cell tells its missing reason itself; beside a line it stands apart. */
const print = (input) => {
  const text = document.createElement('span');
  const cell = input.closest('.matrix td');
  text.className = 'printed';
  text.textContent = (input.value || (cell ? input.placeholder : '')) + (input.closest('.op') && input.value ? '\u00a0' : '')
    + (input.getAttribute('aria-invalid') === 'true' && input.value ? ` (${word('unsaved').toLowerCase()})` : '');
  if (cell) {
    cell.prepend(text);
  } else {
    input.closest('vaadin-text-field, vaadin-text-area').after(text);
  }
  printed.push(text);
};

/** The texts that stand in an element, one by one. */
const words = (element) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    found.push(texts.currentNode.data.trim());
  }
  return found.filter(Boolean);
};

/** What a grid has in the page of its rows and columns, as a table that may go on to the next sheet. */
const printGrid = (grid) => {
  const rows = (part) => [...grid.shadowRoot.querySelectorAll(`#${part} tr:not([hidden])`)];
  const cells = (row) => [...row.querySelectorAll('th, td')];
  const text = (cell) => cell.querySelector('slot').assignedElements().flatMap(words).join(' ');
  const shown = rows('items').filter((row) => cells(row).some(text)).sort((a, b) => a.index - b.index);
  const isOf = (title, cell) => title._column === cell._column || title._column.contains(cell._column);
  const isToTick = (title) => shown.some((row) => cells(row).some((cell) => isOf(title, cell)
    && cell.querySelector('slot').assignedElements().some((content) => content.querySelector('.choose'))));
  const titles = cells(rows('header')[0]).filter((title) => !isToTick(title));
  const drawn = titles.filter((title) => shown.length === 0 || cells(shown[0]).some((cell) => isOf(title, cell)));
  const table = document.createElement('table');
  table.className = 'printed printed-rows';
  const add = (section, tag, row) => section.insertRow().append(...drawn.map((title) => {
    const printedCell = document.createElement(tag);
    const cell = cells(row).find((each) => isOf(title, each));
    printedCell.textContent = cell ? text(cell) : '';
    return printedCell;
  }));
  add(table.createTHead(), 'th', rows('header')[0]);
  const body = table.createTBody();
  shown.forEach((row) => add(body, 'td', row));
  const all = Number(grid.shadowRoot.querySelector('#table').getAttribute('aria-rowcount')) - rows('header').length - rows('footer').length;
  if (shown.length > 0 && (shown.length < all || drawn.length < titles.length)) {
    table.createCaption().textContent = document.querySelector('.shell').dataset.rowsOf
      .replace('#', String(shown[0].index + 1)).replace('#', String(shown[shown.length - 1].index + 1));
  }
  grid.after(table);
  printed.push(table);
};

const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;
const head = () => {
  const { printedAt, sheetOf, zone } = document.querySelector('.shell').dataset;
  const now = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(new Date());
  const [page, of] = sheetOf.split('#');
  sheet.replaceSync(`@page {
    @top-left { content: ${quoted(document.title)}; }
    @top-right { content: ${quoted(`${printedAt} ${now} · ${page}`)} counter(page) ${quoted(of)} counter(pages); }
  }`);
};

const prepare = () => {
  forget();
  if (document.querySelector('.shell')) {
    head();
    document.querySelectorAll('.answer vaadin-text-field input, .answer vaadin-text-area textarea, .cell-input:not([hidden])')
      .forEach(print);
    if (!document.querySelector('.list-paper table')) {
      document.querySelectorAll('main vaadin-grid').forEach(printGrid);
    }
  }
};

document.adoptedStyleSheets.push(sheet);
addEventListener('beforeprint', prepare);
addEventListener('afterprint', () => {
  if (!paper.matches) {
    forget();
  }
});
paper.addEventListener('change', () => (paper.matches ? prepare() : forget()));
