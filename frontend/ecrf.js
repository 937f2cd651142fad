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
  let waiting = false;       // an answer on which other items hang is on its way
  let waitingTimer = 0;
  let queued = [];           // keys pressed meanwhile
  let lastSaved = '';        // the text that tells of the last save

  // --- the journal: what is typed and not stored yet, by item; it lives as long as the tab -------------------------

  const readJournal = () => {
    try {
      const all = JSON.parse(sessionStorage.getItem(JOURNAL)) || {};
      return all.user === user && all.patient === patient ? all.items : {};
    } catch (unreadable) {
      return {};
    }
  };
  const writeJournal = (items) => {
    if (Object.keys(items).length) {
      sessionStorage.setItem(JOURNAL, JSON.stringify({ user, patient, items }));
    } else {
      sessionStorage.removeItem(JOURNAL);
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
  sivig.forget = () => sessionStorage.removeItem(JOURNAL);

  // --- the save status ---------------------------------------------------------------------------------------------

  const status = (state, text) => {
    const element = document.getElementById('save_status');
    if (element) {
      element.dataset.state = state;
      element.textContent = text;
    }
  };
  const word = (key) => (document.querySelector('.casebook')?.dataset[key]) || '';

  sivig.saved = (name, typed, text) => {
    const items = readJournal();
    if (items[name] && items[name].typed === typed) {
      forget(name);
    }
    lastSaved = text;
    const open = Object.keys(readJournal()).filter((n) => document.querySelector(`[data-item="${n}"] [invalid]`));
    status('saved', '✓ ' + text + (open.length ? ' · ' + word('refused') : ''));
    release();
  };
  sivig.refused = (name, text) => {
    status('failed', '✗ ' + text);
    release();
  };
  sivig.dropped = (name) => {
    forget(name);
    status('idle', lastSaved ? '✓ ' + lastSaved : '');
  };
  sivig.failed = (name, text) => {
    status('failed', '✗ ' + text);
    release();
    clearTimeout(sivig.retryTimer);
    sivig.retryTimer = setTimeout(() => view && view.isConnected && view.$server.retry(), 5000);
  };

  // --- opening a page -----------------------------------------------------------------------------------------------

  sivig.open = (element, number, username, item) => {
    view = element;
    patient = number;
    user = username;
    release();
    const items = readJournal();
    for (const name of Object.keys(items)) {
      if (element.querySelector(`[data-item="${name}"]`)) {
        view.$server.restore(name, items[name].seen, items[name].typed);
      }
    }
    // The item asked for in the address; otherwise one types from the top.
    requestAnimationFrame(() => {
      const wanted = item && element.querySelector(`[data-item="${CSS.escape(item)}"]`);
      if (wanted) {
        wanted.scrollIntoView({ block: 'center' });
        focusItem(wanted);
      } else {
        const first = [...element.querySelectorAll('[data-item]')].find((i) => isShown(i) && stops(i).length);
        if (first && !first.querySelector('[readonly]')) {
          focusItem(first);
        }
      }
    });
  };

  // --- where one can type, in order -----------------------------------------------------------------------------

  const isShown = (element) => element.offsetParent !== null;
  const itemOf = (node) => node.closest && node.closest('[data-item]');

  /** What takes the focus within an item: its line of text, its chosen or first radio button, each of its boxes. */
  const stops = (item) => {
    const radios = [...item.querySelectorAll('input[type=radio]')];
    if (radios.length) {
      return [radios.find((r) => r.checked) || radios[0]];
    }
    return [...item.querySelectorAll('input, textarea')];
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
    const all = [...document.querySelectorAll('[data-item]')].filter(isShown).flatMap(stops);
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
    const next = step > 0 && document.getElementById('next_section');
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

  // --- waiting for an answer on which others hang -----------------------------------------------------------------

  const hold = () => {
    waiting = true;
    clearTimeout(waitingTimer);
    waitingTimer = setTimeout(release, 4000);
  };
  function release() {
    clearTimeout(waitingTimer);
    waiting = false;
    // The page shows what is asked now; what was typed meanwhile goes where it was meant.
    requestAnimationFrame(() => {
      while (queued.length && !waiting) {
        const key = queued.shift();
        act(document.activeElement, key.key, key.shift);
      }
    });
  }
  const act = (target, key, shift) => {
    const group = target.closest('vaadin-radio-group');
    if (key === 'Tab' || key === 'Enter') {
      if (target.blur && !group && target.type !== 'checkbox') {
        target.blur();
      }
      move(target, shift ? -1 : 1);
    } else if (group) {
      choose(group, key.toLowerCase());
    } else if (target.type === 'checkbox') {
      if (key === ' ') {
        target.click();
      }
    } else if (target.matches('input, textarea') && key.length === 1) {
      document.execCommand('insertText', false, key);
    }
  };

  document.addEventListener('keydown', (event) => {
    const item = itemOf(event.target);
    if (waiting && event.isTrusted && (event.key.length === 1 || event.key === 'Tab' || event.key === 'Enter')
        && !event.ctrlKey && !event.metaKey && !event.altKey) {
      queued.push({ key: event.key, shift: event.shiftKey });
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!item || !view) {
      if (event.key === 'F8' && view) {
        event.preventDefault();
        nextEmpty(null);
      }
      return;
    }
    const group = event.target.closest('vaadin-radio-group');
    const free = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'F2') {
      event.preventDefault();
      giveReason(item, event.shiftKey ? 'NF' : event.ctrlKey ? 'NAP' : 'ND');
    } else if (event.key === 'F8') {
      event.preventDefault();
      nextEmpty(item);
    } else if (event.key === 'Enter' && free && !event.target.matches('textarea, button, a')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      act(event.target, 'Enter', event.shiftKey);
    } else if (group && free && !group.hasAttribute('readonly')) {
      if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault();
        giveReason(item, '');
      } else if (event.key.length === 1 && event.key !== ' ' && choose(group, event.key.toLowerCase())) {
        event.preventDefault();
      }
    }
  }, true);

  const giveReason = (item, code) => {
    const input = item.querySelector('[readonly]');
    if (!input) {
      status('saving', word('saving'));
      forget(item.dataset.item);
      view.$server.give(item.dataset.item, code);
    }
  };

  const nextEmpty = (item) => {
    const all = [...document.querySelectorAll('[data-item]')].filter(isShown);
    const at = item ? all.indexOf(item) : -1;
    const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const empty = order.find((i) => i.dataset.blank === 'true');
    if (empty) {
      empty.scrollIntoView({ block: 'center' });
      focusItem(empty);
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
      return boxes.filter((b) => b.querySelector('input').checked).map((b) => b.id.slice(name.length + 1)).join(',');
    }
    return target.value;
  };

  document.addEventListener('input', (event) => {
    const item = itemOf(event.target);
    if (item && view && event.target.matches('input:not([type=radio]):not([type=checkbox]), textarea')) {
      keep(item, event.target.value);
      status('idle', word('typing'));
    }
  }, true);

  document.addEventListener('change', (event) => {
    const item = itemOf(event.target);
    if (item && view && event.target.matches('input, textarea')) {
      keep(item, textOf(item, event.target));
      status('saving', word('saving'));
      if (item.hasAttribute('data-gate')) {
        hold();
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
      } else if (now === 'connected' && (before === 'reconnecting' || before === 'connection-lost')
          && !Object.keys(readJournal()).length) {
        status(lastSaved ? 'saved' : 'idle', lastSaved ? '✓ ' + lastSaved : '');
      }
    });
  };
  watch();
}());
