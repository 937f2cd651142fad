/*
 * What has to happen in the browser itself: choosing by key, moving on without losing a keystroke, telling the truth
 * about saving, and keeping what is typed until the server has stored it.
 */
(function () {
  'use strict';

  const JOURNAL = 'sivig-journal';
  const sivig = window.sivig = {};
  let view = null;           // the element of the casebook view, whose server methods are called
  let patient = '';
  let user = '';
  let waitingFor = null;     // the item, or the section, whose answer decides where the next keys belong
  let waitingTimer = 0;
  let queued = [];           // keys pressed meanwhile; `to` is where one had gone by mouse before a key
  let origin = null;         // where the first of them was pressed
  let went = null;           // where one has gone by mouse since the last of them
  let strayed = false;       // whether one has gone anywhere by mouse meanwhile
  let replaying = false;
  let lastSaved = '';        // the text that tells of the last save
  const NEXT = 'next_section';

  // --- the journal: what is typed and not stored yet, by item; it lives as long as the tab -------------------------

  const journal = () => [JOURNAL, user, patient].join(':');
  const readJournal = () => {
    try {
      return JSON.parse(sessionStorage.getItem(journal())) || {};
    } catch (unreadable) {
      return {};
    }
  };
  const writeJournal = (items) => {
    if (Object.keys(items).length) {
      sessionStorage.setItem(journal(), JSON.stringify(items));
    } else {
      sessionStorage.removeItem(journal());
    }
  };
  const keep = (item, typed) => {
    const items = readJournal();
    const seen = items[item.dataset.item] ? items[item.dataset.item].seen : item.dataset.seen || '';
    items[item.dataset.item] = { seen, typed };
    writeJournal(items);
  };
  const forget = (name) => {
    const items = readJournal();
    delete items[name];
    writeJournal(items);
  };
  sivig.forget = () => Object.keys(sessionStorage).filter((key) => key.startsWith(JOURNAL))
    .forEach((key) => sessionStorage.removeItem(key));

  // --- the save status ---------------------------------------------------------------------------------------------

  const sent = new Map();    // by item: how many answers are on their way
  const trouble = new Map(); // by item: why its answer is not stored, and whether it is tried again

  const status = (state, text) => {
    const element = document.getElementById('save_status');
    if (element) {
      element.dataset.state = state;
      element.textContent = text;
    }
  };
  const word = (key) => (document.querySelector('.casebook')?.dataset[key]) || '';
  const itemNamed = (name) => document.querySelector(`[data-item="${CSS.escape(name)}"]`);

  /** Says « saved » only when nothing is on its way, no key waits, and nothing typed stands on the page unsent. */
  const tell = () => {
    const retried = [...trouble.values()].find((t) => t.retried);
    if (sent.size || queued.length) {
      status('saving', word('saving'));
    } else if (retried) {
      status('failed', '✗ ' + retried.text);
    } else if (Object.keys(readJournal()).some((name) => !trouble.has(name) && itemNamed(name))) {
      status('idle', word('typing'));
    } else if (lastSaved) {
      status('saved', '✓ ' + lastSaved + (trouble.size ? ' · ' + word('refused') : ''));
    } else if (trouble.size) {
      status('failed', '✗ ' + word('refused'));
    } else {
      status('idle', '');
    }
  };
  const send = (name) => {
    sent.set(name, (sent.get(name) || 0) + 1);
    trouble.delete(name);
    tell();
  };
  const answered = (name) => {
    const left = (sent.get(name) || 0) - 1;
    if (left > 0) {
      sent.set(name, left);
    } else {
      sent.delete(name);
    }
  };
  const arrived = (name) => {
    if (waitingFor === name) {
      release();
    }
  };

  sivig.saved = (name, typed, text) => {
    answered(name);
    trouble.delete(name);
    const items = readJournal();
    if (items[name] && items[name].typed === typed) {
      forget(name);
    } else if (items[name] && itemNamed(name)) {
      // Something newer is being typed: it changes the answer that has just been stored.
      items[name].seen = itemNamed(name).dataset.seen || '';
      writeJournal(items);
    }
    lastSaved = text;
    const cell = name && document.getElementById(name);
    if (cell) {
      cell.dataset.text = typed; // what Escape brings back, until the server writes it out otherwise
    }
    tell();
    arrived(name);
  };
  sivig.refused = (name, text) => {
    answered(name);
    if (name) {
      trouble.set(name, { text, retried: false });
    }
    status('failed', '✗ ' + text);
    arrived(name);
  };
  sivig.dropped = (name) => {
    answered(name);
    trouble.delete(name);
    forget(name);
    tell();
    arrived(name);
  };
  sivig.failed = (name, text) => {
    answered(name);
    trouble.set(name, { text, retried: true });
    status('failed', '✗ ' + text);
    arrived(name);
    clearTimeout(sivig.retryTimer);
    sivig.retryTimer = setTimeout(() => view && view.isConnected && view.$server.retry(), 5000);
  };

  // --- opening a page -----------------------------------------------------------------------------------------------

  sivig.open = (element, number, username, item) => {
    if (patient !== number) {
      sent.clear();
      trouble.clear();
      lastSaved = '';
    }
    view = element;
    patient = number;
    user = username;
    tell();
    const items = element.hasAttribute('data-past') ? {} : readJournal();
    for (const name of Object.keys(items)) {
      if (itemNamed(name)) {
        send(name);
        view.$server.restore(name, items[name].seen, items[name].typed);
      } else {
        view.$server.restoreRow(name, items[name].seen, items[name].typed);
      }
    }
    sivig.pasteAgain();
    // The item asked for in the address; otherwise one types from the top, unless one has begun elsewhere.
    requestAnimationFrame(() => {
      const wanted = item && itemNamed(item);
      replaying = true;
      if (wanted) {
        wanted.scrollIntoView({ block: 'center' });
        focusItem(wanted);
      } else if (document.activeElement === document.body) {
        const first = shownItems().find((each) => stops(each).length);
        if (first && !first.querySelector('[readonly]')) {
          focusItem(first);
        }
      }
      replaying = false;
      origin = document.activeElement;
      release();
    });
  };

  /** Goes to what is to be typed next in the row of this item. */
  sivig.goToRow = (name) => requestAnimationFrame(() => {
    const item = itemNamed(name);
    if (item) {
      const row = [...(item.closest('tr') || item).querySelectorAll('[data-item]')].filter(isShown);
      item.scrollIntoView({ block: 'center' });
      focusItem(row.find((each) => each.hasAttribute('data-blank')) || item);
    }
  });

  // --- where one can type, in order -----------------------------------------------------------------------------

  const isShown = (element) => element.offsetParent !== null;
  const shownItems = () => (sivig.itemsByVisit && sivig.itemsByVisit())
    || [...document.querySelectorAll('[data-item]')].filter(isShown);
  const itemOf = (node) => node.closest && !node.closest('.notes') && node.closest('[data-item]');

  /** What takes the focus within an item: its line of text, its chosen or first radio button, each of its boxes. */
  const stops = (item) => {
    const radios = [...item.querySelectorAll('input[type=radio]')];
    if (radios.length) {
      return [radios.find((r) => r.checked) || radios[0]];
    }
    return [...item.querySelectorAll('input, textarea')].filter((input) => itemOf(input) === item && isShown(input));
  };
  const focusItem = (item) => {
    const [first] = stops(item);
    if (first) {
      first.focus();
      if (first.select && first.type !== 'radio' && first.type !== 'checkbox') {
        first.select();
      }
    }
  };
  const move = (from, step) => {
    const all = shownItems().flatMap(stops);
    let at = all.indexOf(from);
    if (at < 0) {
      const item = itemOf(from);
      at = all.findIndex((stop) => item && item.contains(stop));
    }
    const to = all[at + step];
    if (to) {
      to.focus();
      if (to.select && to.type !== 'radio' && to.type !== 'checkbox') {
        to.select();
      }
      return;
    }
    const next = step > 0 && document.getElementById(NEXT);
    if (next) {
      next.focus();
    }
  };

  // --- choosing by key ------------------------------------------------------------------------------------------

  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

  /** A digit chooses the option of this code; a letter the next option that begins with it. */
  const choose = (group, key) => {
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
  const step = (group, by) => {
    const inputs = [...group.querySelectorAll('input')];
    const at = inputs.findIndex((input) => input.checked);
    const to = inputs[(at + by + inputs.length) % inputs.length];
    to.focus();
    to.click();
  };

  // --- waiting for an answer on which others hang -----------------------------------------------------------------

  const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

  const hold = (name) => {
    if (waitingFor === null && !queued.length && !replaying) {
      origin = document.activeElement;
      went = null;
      strayed = false;
    }
    waitingFor = name;
    clearTimeout(waitingTimer);
    waitingTimer = setTimeout(release, 10000);
  };
  function release() {
    clearTimeout(waitingTimer);
    waitingFor = null;
    // The page shows what is asked now; what was typed meanwhile goes where it was meant.
    requestAnimationFrame(replay);
  }
  const replay = () => {
    const there = document.activeElement;
    replaying = true;
    if (strayed && waitingFor === null && queued.length) {
      origin.focus();
    }
    while (queued.length && waitingFor === null) {
      const stroke = queued.shift();
      if (stroke.to) {
        stroke.to.focus();
      }
      act(stroke.from || document.activeElement, stroke);
      if (!queued.length) {
        tell();
      }
    }
    origin = document.activeElement;
    if (strayed && queued.length) {
      there.focus();
    } else if (went) {
      went.focus();
    }
    if (!queued.length && waitingFor === null) {
      went = null;
      strayed = false;
    }
    replaying = false;
  };

  // Who goes elsewhere by mouse while keys wait means the next keys for that place, and the waiting ones not.
  document.addEventListener('focusin', (event) => {
    if (!replaying && (waitingFor !== null || queued.length)) {
      went = event.target;
      strayed = true;
    }
  }, true);

  const isLine = (target) => target.matches && target.matches('textarea, input:not([type=radio]):not([type=checkbox])');

  /** Does what a key does. */
  const act = (target, stroke) => {
    const { key, shift, ctrl } = stroke;
    const item = itemOf(target);
    const group = target.closest('vaadin-radio-group');
    if (key === 'Enter' && target.matches('a, button')) {
      target.click();
    } else if (key === 'Enter' && target.matches('textarea') && !ctrl) {
      document.execCommand('insertText', false, '\n');
    } else if (key === 'Tab' || key === 'Enter' || sivig.moves(target, stroke)) {
      const go = sivig.moves(target, stroke);
      if (isLine(target)) {
        target.blur();
      }
      if (waitingFor !== null) { // leaving it asked the server where to go on
        queued.unshift({ ...stroke, from: target, to: null, decided: true });
        return;
      }
      if (!go || !go() && (key === 'Tab' || key === 'Enter')) {
        move(target, shift ? -1 : 1);
      } else if (document.activeElement === document.body) {
        target.focus(); // there was no other cell in this direction
      }
    } else if (!item) {
      // Keys that mean something in an item only.
    } else if (key === 'F2') {
      giveReason(item, shift ? 'NF' : ctrl ? 'NAP' : 'ND');
    } else if (key === 'F8') {
      nextEmpty(item);
    } else if (key === 'F9') {
      showHistory(item);
    } else if (key === 'F7') {
      askQuery(item);
    } else if (key === 'F6') {
      view.$server.verify(item.dataset.item);
    } else if (key === 'F4') {
      goToNotes(item);
    } else if (group) {
      if (key === 'Delete' || key === 'Backspace') {
        giveReason(item, '');
      } else if (key in ARROWS) {
        step(group, ARROWS[key]);
      } else if (key === ' ') {
        target.click();
      } else {
        choose(group, key.toLowerCase());
      }
    } else if (target.type === 'checkbox') {
      if (key === ' ') {
        target.click();
      }
    } else if (isLine(target)) {
      if (key === 'Backspace' || key === 'Delete') {
        document.execCommand(key === 'Delete' ? 'forwardDelete' : 'delete');
      } else if (key.length === 1) {
        document.execCommand('insertText', false, key);
      }
    }
  };

  // What there is to do about a finding is not on the way from field to field: keys typed ahead would end there.
  const goToNotes = (item) => {
    const button = document.querySelector(`[id="${item.dataset.item}-note"] :is(textarea, button.action)`);
    if (button) {
      noted = document.activeElement;
      button.focus();
    }
  };

  const inNotes = (event) => {
    if (isLine(event.target) && event.key !== 'Escape') {
      return false;
    }
    const buttons = [...event.target.closest('.notes').querySelectorAll('button.action')];
    const to = buttons.indexOf(event.target) + (ARROWS[event.key] || 0);
    if (event.key === 'Escape' && noted) {
      noted.focus();
    } else if (event.key in ARROWS && buttons[to]) {
      buttons[to].focus();
    } else {
      return event.key in ARROWS;
    }
    return true;
  };

  const MOVES = ['Tab', 'Enter', 'Home', 'End', ...Object.keys(ARROWS)];

  const canWait = (event) => event.isTrusted && !event.metaKey && !event.altKey
    && (event.key === 'F2' || MOVES.includes(event.key) && (!event.ctrlKey || document.querySelector('.matrix'))
      || !event.ctrlKey && (event.key.length === 1 || ['F4', 'F6', 'F7', 'F8', 'F9', 'Backspace', 'Delete'].includes(event.key)));

  document.addEventListener('keydown', (event) => {
    const stroke = { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey };
    if ((waitingFor !== null || queued.length) && canWait(event)) {
      queued.push({ ...stroke, to: went });
      went = null;
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (view && event.target.closest('.notes') && inNotes(event)) {
      event.preventDefault();
      return;
    }
    const item = itemOf(event.target);
    if (!item || !view) {
      if (event.key === 'F8' && view) {
        event.preventDefault();
        nextEmpty(null);
      }
      return;
    }
    const group = event.target.closest('vaadin-radio-group');
    const free = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (['F2', 'F4', 'F6', 'F7', 'F8', 'F9'].includes(event.key)) {
      event.preventDefault();
      act(event.target, stroke);
    } else if (!event.altKey && !event.metaKey && sivig.moves(event.target, stroke)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      act(event.target, stroke);
    } else if (event.key === 'Enter' && free && !event.target.matches('textarea, button, a')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      act(event.target, stroke);
    } else if (event.key === 'Tab' && free && item.hasAttribute('data-gate') && isLine(event.target)) {
      event.preventDefault();
      act(event.target, stroke);
    } else if (group && free && !group.hasAttribute('readonly')) {
      if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault();
        act(event.target, stroke);
      } else if (event.key.length === 1 && event.key !== ' ' && choose(group, event.key.toLowerCase())) {
        event.preventDefault();
      }
    }
  }, true);

  const giveReason = (item, code) => {
    if (item.querySelector('[readonly]')) {
      return;
    }
    const name = item.dataset.item;
    const line = item.querySelector('vaadin-text-field, vaadin-text-area, .cell-input');
    typing = null;
    if (line) {
      line.value = ''; // the reason stands in place of a text that was not left yet
    }
    forget(name);
    send(name);
    if (item.hasAttribute('data-gate')) {
      hold(name);
    }
    view.$server.give(name, code);
  };

  let looked = null;         // where the focus was when the history of an item was asked for
  let noted = null;          // and before one went to the notes

  const showHistory = (item) => {
    looked = document.activeElement;
    sivig.leave();
    view.$server.history(item.dataset.item);
  };

  const askQuery = (item) => {
    sivig.leave();
    view.$server.query(item.dataset.item);
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('[data-history]');
    if (button && view) {
      showHistory(itemOf(button));
    }
  });

  // Closed: one goes on where one was, unless one has gone elsewhere.
  document.addEventListener('opened-changed', ({ target, detail }) => {
    const here = document.activeElement;
    if (looked && target.matches('.history-popover') && !detail.value
        && (here === document.body || target.contains(here))) {
      looked.focus();
    }
  }, true);

  /** The next unanswered item, on the pages that follow when this one has no more. */
  const nextEmpty = (item) => {
    const all = shownItems();
    const rest = all.slice(item ? all.indexOf(item) + 1 : 0);
    const typed = readJournal();
    const empty = rest.find((i) => i.hasAttribute('data-blank') && !typed[i.dataset.item]);
    if (empty) {
      empty.scrollIntoView({ block: 'center', inline: 'nearest' });
      focusItem(empty);
    } else {
      hold(NEXT);
      view.$server.nextEmpty();
    }
  };

  /** Goes to an item of this page, when the server has told which. */
  sivig.at = (name) => {
    const item = name && itemNamed(name);
    if (item) {
      item.scrollIntoView({ block: 'center', inline: 'nearest' });
      focusItem(item);
    }
    arrived(NEXT);
  };

  // What the table of visits needs of this.
  sivig.giveReason = giveReason;
  sivig.showHistory = showHistory;
  sivig.askQuery = askQuery;
  sivig.verify = (item) => view.$server.verify(item.dataset.item);
  sivig.isTyping = (line) => typing !== null && typing.line === line;
  sivig.pushed = (line, text) => pushed.set(itemOf(line).dataset.item, text);
  sivig.pasteKey = () => [JOURNAL, user, patient, 'paste'].join(':');
  sivig.undo = () => {
    if (view) {
      view.$server.undo();
    }
  };
  /** Leaves the line that is being typed in, so that it is stored before what comes next. */
  sivig.leave = () => {
    const line = document.activeElement;
    if (isLine(line) && typing) {
      line.blur();
      line.focus();
    }
  };
  /** Gives up what is being typed. */
  sivig.abandon = (line) => {
    typing = null;
    pushed.delete(itemOf(line).dataset.item);
    if (!sent.has(itemOf(line).dataset.item)) {
      sivig.dropped(itemOf(line).dataset.item);
    }
  };

  // --- what is typed ------------------------------------------------------------------------------------------------

  const textOf = (item, target) => {
    const radio = item.querySelector('vaadin-radio-group');
    if (radio) {
      const codes = radio.dataset.codes.split(',');
      const at = [...radio.querySelectorAll('input')].findIndex((r) => r.checked);
      return at < 0 ? '' : codes[at];
    }
    const boxes = [...item.querySelectorAll('vaadin-checkbox')];
    if (boxes.length) {
      const name = item.dataset.item;
      const changed = target.closest('vaadin-checkbox');
      const alone = (box) => box.hasAttribute('data-exclusive');
      return boxes.filter((b) => b.querySelector('input').checked)
        .filter((b) => b === changed || !target.checked || !alone(b) && !alone(changed))
        .map((b) => b.id.slice(name.length + 1)).join(',');
    }
    return target.value;
  };

  let typing = null;         // the line in which something was typed since it was entered, its text and caret
  const pushed = new Map();  // what the server has put into a line meanwhile, by item

  // The server writes an answer out, a date for instance, when it has read it. That may be while the next answer to
  // the same question is being typed, which stays then.
  document.addEventListener('value-changed', ({ target }) => {
    const here = document.activeElement;
    if (!itemOf(target) || !target.contains(here) || !isLine(here)) {
      return;
    }
    if (typing === null) {
      here.select(); // as it was when it was entered: the next key begins the next answer
    } else if (target.value !== typing.text) {
      pushed.set(itemOf(target).dataset.item, target.value);
      const { text, caret } = typing;
      target.value = text;
      here.setSelectionRange(caret, caret);
    }
  }, true);

  document.addEventListener('input', (event) => {
    const item = itemOf(event.target);
    if (item && view && isLine(event.target)) {
      typing = { line: event.target, text: event.target.value, caret: event.target.selectionStart };
      keep(item, event.target.value);
      status('idle', word('typing'));
    }
  }, true);

  document.addEventListener('change', (event) => {
    const item = itemOf(event.target);
    if (item && view && event.target.matches('input, textarea')) {
      const name = item.dataset.item;
      const text = textOf(item, event.target);
      const stored = pushed.get(name);
      typing = null;
      pushed.delete(name);
      if (text === stored) {
        sivig.dropped(name);
        return;
      }
      keep(item, text);
      send(name);
      if (item.hasAttribute('data-gate')) {
        hold(name);
      }
      if (event.target.matches('.cell-input')) {
        view.$server.typed(name, text);
      }
    }
  }, true);

  // Left as it was found: there is nothing to store. A text that was put back is not reported as changed by the browser.
  document.addEventListener('focusout', (event) => {
    const item = itemOf(event.target);
    const name = item && item.dataset.item;
    if (typing && typing.line === event.target && pushed.has(name)) {
      event.target.dispatchEvent(new Event('change', { bubbles: true }));
    }
    typing = null;
    if (item && view && isLine(event.target) && readJournal()[name] && !sent.has(name) && !trouble.has(name)) {
      sivig.dropped(name);
    }
  }, true);

  // The next section: its first field takes the keys that are typed from now on. An undo is a save.
  document.addEventListener('click', (event) => {
    const clicked = event.target.closest && event.target.closest('#' + NEXT + ', #undo, .saves');
    if (clicked && view && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (clicked.id === NEXT) {
        hold(NEXT);
      } else {
        send('');
      }
    }
  }, true);

  // A click on the question goes to its input.
  document.addEventListener('click', (event) => {
    const question = event.target.closest && event.target.closest('.question');
    if (question && !getSelection().toString()) {
      focusItem(itemOf(question));
    }
  });

  // A link to an item that stands on this page goes there, and the page stays as it is.
  addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[data-goto]');
    const item = link && itemNamed(link.dataset.goto);
    if (item && isShown(item) && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      item.scrollIntoView({ block: 'center', inline: 'nearest' });
      focusItem(item);
    }
  }, true);

  // The router follows links of HTML only: a link within a drawing is followed for it.
  addEventListener('click', (event) => {
    const drawn = event.target.closest && event.target.closest('svg a[href]');
    if (drawn && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      const link = document.createElement('a');
      link.href = drawn.href.baseVal;
      document.body.append(link);
      link.click();
      link.remove();
    }
  }, true);

  // --- the line to the server ---------------------------------------------------------------------------------------

  const watch = () => {
    const state = window.Vaadin && window.Vaadin.connectionState;
    if (!state) {
      setTimeout(watch, 200);
      return;
    }
    state.addStateChangeListener((before, now) => {
      if (now === 'reconnecting' || now === 'connection-lost') {
        status('failed', '✗ ' + word('offline'));
        release();
      } else if (now === 'connected' && (before === 'reconnecting' || before === 'connection-lost')) {
        tell();
      }
    });
  };
  watch();

  // The session is gone: what is typed waits in the journal for the next one.
  new MutationObserver(() => {
    if (document.querySelector('.v-system-error')) {
      status('failed', '✗ ' + word('expired'));
      release();
    }
  }).observe(document.body, { childList: true });
}());
