// @ts-check
/*
 * Several cells of the table of visits at once: chosen by Shift and arrows, by Shift and a click or by dragging; copied as
 * a block for a spreadsheet, filled from the visit before, emptied. The cell in which one began keeps the focus.
 */
import { isShown } from './page.js';
import { leave } from './typing.js';

/** @type {{ from: HTMLTableCellElement, to: HTMLTableCellElement } | null} */
let range = null;
/** @type {HTMLTableCellElement | null} where the mouse was pressed */
let pressed = null;

const panel = () => document.querySelector('.matrix-page');
const inputOf = (td) => td.querySelector(':scope > .cell-input');
const tdOf = (node) => (node.closest && node.closest('.matrix tbody td:not(.curve)'));

/** All cells by line and column, those that are not asked too. */
const grid = () => [...document.querySelectorAll('.matrix tbody tr[data-line]')].filter(isShown)
  .map((row) => [...row.cells].slice(1, -1));
const placeOf = (td, all) => {
  const row = Math.max(0, all.findIndex((cells) => cells.includes(td)));
  return { row, column: td.cellIndex - 1 };
};

/** The cells of the range line by line; of one cell when there is none. */
const chosen = (td) => {
  const all = grid();
  const from = placeOf(range ? range.from : td, all);
  const to = range ? placeOf(range.to, all) : from;
  return all.slice(Math.min(from.row, to.row), Math.max(from.row, to.row) + 1)
    .map((row) => row.slice(Math.min(from.column, to.column), Math.max(from.column, to.column) + 1));
};

export const isRange = () => range !== null;

const show = () => {
  document.querySelectorAll('.matrix td.in-range').forEach((td) => td.classList.remove('in-range'));
  const said = document.getElementById('matrix_range');
  const cells = range ? chosen(range.from) : [];
  cells.flat().forEach((td) => td.classList.add('in-range'));
  if (said) {
    said.textContent = range ? said.dataset.said.replace('{0}', String(cells.length))
      .replace('{1}', String(cells[0].length)) : '';
  }
};

export const endRange = () => {
  if (range) {
    range = null;
    show();
  }
};

const choose = (from, to) => {
  range = from === to ? null : { from, to };
  show();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
};

/** Takes the range one cell further, or with Ctrl to the end of the table. */
export const extend = (input, down, right, far) => {
  const all = grid();
  const from = range ? range.from : input.closest('td');
  const { row, column } = placeOf(range ? range.to : from, all);
  const by = far ? all.length + all[0].length : 1;
  const within = (at, most) => Math.max(0, Math.min(most - 1, at));
  choose(from, all[within(row + down * by, all.length)][within(column + right * by, all[0].length)]);
};

const namesOf = (cells) => cells.flat().map(inputOf).filter((input) => isShown(input) && !input.readOnly)
  .map((input) => input.id).join(' ');

/** Repeats the visit before, or fills a range of several visits from the first of them. */
export const fill = (input) => {
  const cells = chosen(input.closest('td'));
  const head = document.querySelector('.matrix thead tr').cells[cells[0][0].cellIndex];
  if (!input.readOnly) {
    panel().$server.fill(namesOf(cells), cells[0].length > 1 ? head.dataset.visit : '');
  }
};

const empty = () => {
  leave();
  panel().$server.clear(namesOf(chosen(range.from)));
};

// --- keys and mouse -----------------------------------------------------------------------------------------------

const KEEPING = ['Shift', 'Control', 'Alt', 'Meta', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

document.addEventListener('keydown', (event) => {
  if (!range) {
    return;
  }
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopImmediatePropagation();
    endRange();
  } else if (['Delete', 'Backspace'].includes(event.key) && !inputOf(range.from).readOnly) {
    event.preventDefault();
    event.stopImmediatePropagation();
    empty();
  } else if (!(KEEPING.includes(event.key) && (event.shiftKey || !event.key.startsWith('Arrow')))
      && !(ctrl && ['c', 'x', 'd'].includes(event.key.toLowerCase()))) {
    endRange();
  }
}, true);

document.addEventListener('focusin', (event) => {
  if (range && !range.from.contains(event.target)) {
    endRange();
  }
});

document.addEventListener('mousedown', (event) => {
  const td = event.button === 0 && tdOf(event.target);
  const here = document.activeElement && tdOf(document.activeElement);
  if (td && event.shiftKey && here && td !== here) {
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(here, td);
  } else {
    endRange();
    pressed = td && inputOf(td) && isShown(inputOf(td)) && !event.target.matches('textarea') ? td : null;
  }
}, true);

document.addEventListener('mouseover', (event) => {
  const td = pressed && (event.buttons & 1) && tdOf(event.target);
  if (td && (td !== pressed || range)) {
    choose(pressed, td);
  }
});
document.addEventListener('mouseup', () => {
  pressed = null;
});

// --- the clipboard ------------------------------------------------------------------------------------------------

/** What a cell shows, as it can be typed: a reason by its code, a limit before its number, no spaces between digits. */
const textOf = (td) => {
  const input = inputOf(td);
  if (!input || !isShown(input)) {
    return '';
  }
  if (input.value === '' && (td.dataset.seen || '').startsWith('!')) {
    return td.dataset.seen.slice(1);
  }
  const limit = td.querySelector('.op .cell-input');
  const number = td.matches('.cell-integer, .cell-decimal');
  return (limit ? limit.value : '') + (number ? input.value.replace(/(?<=\d)\s(?=\d{3})/g, '') : input.value);
};
const quoted = (text) => (/[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const tableOf = (rows) => {
  const table = document.createElement('table');
  rows.forEach((cells) => {
    const row = table.insertRow();
    cells.forEach((td) => {
      const cell = row.insertCell();
      if (!td.matches('.cell-integer, .cell-decimal')) {
        cell.setAttribute('style', 'mso-number-format:"\\@"'); // 03/2008 is not the first of March
      }
      cell.innerText = textOf(td);
    });
  });
  return table;
};

const copy = (event) => {
  if (range && event.clipboardData) {
    const cells = chosen(range.from);
    event.clipboardData.setData('text/plain', cells.map((row) => row.map((td) => quoted(textOf(td))).join('\t'))
      .join('\r\n') + '\r\n');
    event.clipboardData.setData('text/html', tableOf(cells).outerHTML);
    event.preventDefault();
  }
};
document.addEventListener('copy', copy);
document.addEventListener('cut', (event) => {
  if (range) {
    copy(event);
    if (!inputOf(range.from).readOnly) {
      empty();
    }
  }
});

/** The block on the clipboard; of a table without a plain text, its cells. */
export const blockOf = (clipboard) => {
  const text = clipboard.getData('text/plain');
  if (text) {
    return text;
  }
  const table = new DOMParser().parseFromString(clipboard.getData('text/html'), 'text/html').querySelector('table');
  return !table ? '' : [...table.rows].map((row) => [...row.cells].flatMap((cell) =>
    [quoted(cell.innerText.trim()), ...Array(Math.max(0, cell.colSpan - 1)).fill('')]).join('\t')).join('\n');
};
