// @ts-check
/*
 * The table of visits moves like a spreadsheet: keys go from cell to cell, what is typed takes the place of what stood
 * there, and a block that is pasted is shown first.
 */
import { holdForDialog } from './dialogs.js';
import { enter } from './items.js';
import { keepPasted, readPasted } from './journal.js';
import { askQuery, giveReason, showHistory, verify } from './keys.js';
import { isInDialog, isShown, page } from './page.js';
import { blockOf, extend, fill, isRange } from './range.js';
import { abandon, isTyping, leave, pushedInto } from './typing.js';

const MOST = 200000;       // characters of a block that is pasted
let here = null;           // the name of the cell that was entered last

const matrix = () => document.querySelector('.matrix');
const panel = () => document.querySelector('.matrix-page');
const isCell = (node) => node.matches && node.matches('.matrix .cell-input');
const inputOf = (td) => td && td.querySelector(':scope > .cell-input');

/** The cells by line and column; null where nothing is asked. */
const cells = () => [...matrix().querySelectorAll('tbody tr[data-line]')].filter(isShown)
  .map((row) => [...row.cells].slice(1, -1).map((td) => (isShown(inputOf(td)) ? inputOf(td) : null)));
const placeOf = (input, grid) => {
  for (let row = 0; row < grid.length; row += 1) {
    const column = grid[row].indexOf(input);
    if (column >= 0) {
      return { row, column };
    }
  }
  return null;
};

const itemOfCell = (name) => document.getElementById(name).closest('[data-item]');

/** The first cell from a place on, by steps, that can be typed in. */
const along = (grid, row, column, down, right) => {
  while (grid[row] && column >= 0 && column < grid[row].length) {
    if (grid[row][column]) {
      return grid[row][column];
    }
    row += down;
    column += right;
  }
  return null;
};

/** The edge of the filled or empty stretch in one direction, as Ctrl and an arrow find it. */
const edge = (grid, row, column, down, right) => {
  const line = [];
  for (let r = row, c = column; grid[r] && c >= 0 && c < grid[r].length; r += down, c += right) {
    if (grid[r][c]) {
      line.push(grid[r][c]);
    }
  }
  const filled = line.map((input) => input.value !== '');
  let at = 1;
  if (filled[0] && filled[1]) {
    while (at + 1 < line.length && filled[at + 1]) {
      at += 1;
    }
  } else {
    while (at + 1 < line.length && !filled[at]) {
      at += 1;
    }
  }
  return line[Math.min(at, line.length - 1)];
};

/** Reading order by columns or by lines, for the keys that go through all cells. */
const order = (grid, byColumn) => (byColumn
  ? grid[0].flatMap((none, column) => grid.map((row) => row[column])) : grid.flat()).filter(Boolean);

const isPassedBy = (input) => input.closest('[data-line]').hasAttribute('data-passed-by');

/** The next cell for who copies the paper: a line that is not on it is gone to on purpose only. */
const through = (input, grid, byColumn, step) => {
  const line = input.closest('[data-line]');
  const all = order(grid, byColumn).filter((each) => line.contains(each) || !isPassedBy(each));
  return all[all.indexOf(input) + step];
};

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const isWhole = (input) => input.selectionStart === 0 && input.selectionEnd === input.value.length;

/** Whether an arrow belongs to the text: the caret has been put into it. */
const isWithin = (input, key) => {
  if (isWhole(input) || isTyping(input) && !input.matches('textarea')) {
    return false;
  }
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    return input.matches('textarea');
  }
  return !(key === 'ArrowLeft' && input.selectionEnd === 0
    || key === 'ArrowRight' && input.selectionStart === input.value.length);
};

/** What a key does in a cell, apart from typing: a function, or null when it means nothing of that kind. */
export const moves = (target, { key, shift, ctrl, decided }) => {
  if (!isCell(target) || target.closest('.op')) {
    return null;
  }
  const go = (find) => () => {
    const all = cells();
    const place = placeOf(target, all);
    const to = place && find(all, place);
    if (to) {
      enter(to);
    }
    return Boolean(to);
  };
  if (key === 'Enter' && !(target.matches('textarea') && !ctrl)) {
    return go((grid) => through(target, grid, true, shift ? -1 : 1));
  }
  if (key === 'Tab') {
    return go((grid) => through(target, grid, false, shift ? -1 : 1));
  }
  if (key in ARROWS && shift && (isRange() || isWhole(target) && !isTyping(target))) {
    return () => {
      extend(target, ...ARROWS[key], ctrl);
      return true;
    };
  }
  if (key.toLowerCase() === 'd' && ctrl && !shift) {
    return () => {
      fill(target);
      return true;
    };
  }
  if (key in ARROWS && !shift && (ctrl || decided || !isWithin(target, key))) {
    const [down, right] = ARROWS[key];
    return go((grid, { row, column }) => (ctrl ? edge(grid, row, column, down, right)
      : along(grid, row + down, column + right, down, right)));
  }
  if ((key === 'Home' || key === 'End') && !shift && (ctrl || decided || !isWithin(target, key))) {
    const home = key === 'Home';
    return go((grid, { row }) => {
      const all = ctrl ? order(grid, false) : grid[row].filter(Boolean);
      return home ? all[0] : all[all.length - 1];
    });
  }
  return null;
};

/** The items in the order in which one fills them: down each visit. */
export const itemsByVisit = () => (matrix() ? order(cells(), true).map((input) => input.closest('[data-item]')) : null);

// --- texts --------------------------------------------------------------------------------------------------------

/** Marks a cell that has more lines than the one it shows. */
const tellMore = (input) => {
  if (input.matches('textarea') && input !== document.activeElement) {
    input.scrollTop = 0;
    input.closest('td').classList.toggle('more', input.scrollHeight > input.clientHeight);
  }
};

/** What the server has read and written out: it stands in the cells, unless something newer is being typed there. */
export const showTexts = (texts) => {
  Object.entries(texts).forEach(([name, text]) => {
    const input = document.getElementById(name);
    if (!input) {
      return;
    }
    input.dataset.text = text;
    if (!isTyping(input)) {
      const whole = input === document.activeElement;
      input.value = text;
      if (whole) {
        input.select();
      }
    } else if (input.value !== text) {
      pushedInto(input, text);
    }
    tellMore(input);
  });
  tellCell();
};

// Whatever is clicked on of a cell, one enters it, and what is typed takes the place of what stood there.
document.addEventListener('mousedown', (event) => {
  const td = event.target.closest && event.target.closest('.matrix td[data-item]');
  const input = inputOf(td);
  if (!input || event.button !== 0 || event.target.closest('button')
      || event.target === input && (input === document.activeElement || input.matches('textarea'))) {
    return;
  }
  event.preventDefault();
  if (input !== document.activeElement) {
    enter(input);
  }
});

let left = null;           // the cell in which one was when one went to another window

addEventListener('blur', (event) => {
  left = event.target === window && document.activeElement;
});

// --- the bar that tells about the cell ---------------------------------------------------------------------------

const tellCell = () => {
  const bar = document.querySelector('.cell-bar');
  const input = here && document.getElementById(here);
  if (!bar || !input) {
    return;
  }
  const td = input.closest('[data-item]');
  const parts = [document.createElement('b')];
  parts[0].textContent = input.getAttribute('aria-label');
  const button = (text, title, act) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.tabIndex = -1;
    element.textContent = text;
    element.title = title;
    element.addEventListener('mousedown', (event) => event.preventDefault());
    element.addEventListener('click', act);
    return element;
  };
  if (!input.readOnly) {
    (td.dataset.options || '').split(', ').filter(Boolean).forEach((option) => {
      const [code, label] = option.split(' = ');
      parts.push(button(option, label, () => {
        enter(input);
        document.execCommand('insertText', false, code);
        input.blur();
        enter(input);
      }));
    });
    ['nd', 'nf', 'nap'].forEach((code) => {
      const reason = button(`${code.toUpperCase()} ${bar.getAttribute(`data-key-${code}`)}`, bar.dataset[code],
        () => giveReason(td, code.toUpperCase()));
      reason.className = 'reason';
      parts.push(reason);
    });
  }
  bar.replaceChildren(...parts);
  document.querySelectorAll('.matrix-messages .notes').forEach((note) => {
    const isCurrent = note.id === `${here}-note`;
    note.classList.toggle('current', isCurrent);
    if (isCurrent) {
      bringUp(note);
    }
  });
};

/** Rolls the list of messages, and nothing else, to those of a cell. */
const bringUp = (note) => {
  const list = note.closest('.matrix-messages');
  const from = list.getBoundingClientRect();
  const at = note.getBoundingClientRect();
  if (at.top < from.top || at.bottom > from.bottom) {
    list.scrollTop += at.top - from.top;
  }
};

/** Shows what is said of a cell that one has left: there may be more messages than there is room. */
export const showNote = (name) => {
  const note = document.getElementById(`${name}-note`);
  if (note?.closest('.matrix-messages')) {
    bringUp(note);
  }
};

// --- one visit at a time, where there is no room for more ---------------------------------------------------------

const VISIT = 'sivig-visit';
const choices = () => [...document.querySelectorAll('.visit-choice button')];

/** Shows the visit in this column of the table; the one that was shown last, or the first, when none is named. */
export const showVisit = (column = Number(sessionStorage.getItem(VISIT)) || 1) => {
  sessionStorage.setItem(VISIT, String(column));
  matrix().dataset.visit = column;
  choices().forEach((choice, at) => choice.setAttribute('aria-pressed', String(at + 1 === column)));
};

document.addEventListener('click', (event) => {
  const choice = event.target.closest && event.target.closest('.visit-choice button');
  if (choice) {
    showVisit(choices().indexOf(choice) + 1);
  }
});

document.addEventListener('focusin', (event) => {
  if (isCell(event.target)) {
    if (left !== event.target && !event.target.matches('textarea')) {
      event.target.select();
    }
    left = null;
    here = event.target.id;
    showVisit(event.target.closest('td').cellIndex);
    document.querySelectorAll('.matrix .at').forEach((head) => head.classList.remove('at'));
    const td = event.target.closest('td');
    td.parentElement.cells[0].classList.add('at');
    matrix().tHead.rows[0].cells[td.cellIndex].classList.add('at');
    tellCell();
    if (event.target.matches('textarea')) {
      event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // it is larger now than what the browser has brought into view
    }
  }
});
document.addEventListener('focusout', ({ target }) => isCell(target) && tellMore(target));

// --- acts on several cells ---------------------------------------------------------------------------------------

const sweep = (scope) => {
  const input = here && document.getElementById(here);
  if (input && panel()) {
    holdForDialog(panel().$server.sweep(input.id, scope));
  }
};

document.addEventListener('keydown', (event) => {
  if (!panel() || event.defaultPrevented || isInDialog()) {
    return;
  }
  const key = event.key.toLowerCase();
  // With Alt some keyboards write another letter.
  const scope = { n: 'column', l: 'row' }[key] || { KeyN: 'column', KeyL: 'row' }[event.code];
  if (event.altKey && !event.ctrlKey && scope) {
    event.preventDefault();
    leave();
    sweep(scope);
  } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && key === 'z'
      && !(event.target.matches('input, textarea') && isTyping(event.target))) {
    event.preventDefault();
    page.view?.$server.undo();
  } else if (key === 'escape' && isCell(event.target) && isTyping(event.target)) {
    event.preventDefault();
    event.target.value = event.target.dataset.text || '';
    event.target.select();
    abandon(event.target);
  }
});

document.addEventListener('click', (event) => {
  const target = event.target.closest && event.target.closest('[data-sweep], #matrix_undo, .cell-history, .cell-query, .cell-verify');
  if (!target || !panel()) {
    return;
  }
  if (target.dataset.sweep) {
    sweep(target.dataset.sweep);
  } else if (target.matches('.cell-query')) {
    enter(document.getElementById(here));
    askQuery(itemOfCell(here));
  } else if (target.matches('.cell-verify')) {
    if (here && document.getElementById(here)) {
      enter(document.getElementById(here));
      verify(itemOfCell(here));
    }
  } else if (target.matches('.cell-history')) {
    enter(document.getElementById(here));
    showHistory(itemOfCell(here));
  } else {
    page.view?.$server.undo();
  }
});

// --- pasting ------------------------------------------------------------------------------------------------------

// The block is kept until it has been pasted or put aside: the server may be gone meanwhile.
const paste = (name, text) => {
  panel().$server.paste(name, text, keepPasted(name, text));
};
export const pasteAgain = () => {
  const kept = readPasted();
  if (kept && panel()) {
    paste(kept.name, kept.text);
  }
};

document.addEventListener('paste', (event) => {
  if (!isCell(event.target) || event.target.readOnly) {
    return;
  }
  const text = blockOf(event.clipboardData).replace(/(\r\n|\r|\n)$/, '');
  const long = event.target.matches('textarea');
  const block = text.includes('\t') || /[\r\n]/.test(text) && (!long || /^".*"$/s.test(text));
  if (block || text && !event.clipboardData.getData('text/plain')) {
    event.preventDefault();
    leave();
    if (text.length > MOST) {
      panel().$server.tooLarge();
    } else {
      paste(event.target.id, text);
    }
  }
});
