// @ts-check
/*
 * What has to happen in the browser itself: choosing by key, moving on without losing a keystroke, telling the truth
 * about saving, and keeping what is typed until the server has stored it. The server calls what stands in window.sivig.
 */
import { shows } from './address.js';
import { awaits, forgetBlank } from './blank.js';
import { ask } from './dialogs.js';
import { countDrafts, draft, draftSent, forgetDrafts } from './drafts.js';
import { redraw } from './drawn.js';
import './focus.js';
import { fit } from './grids.js';
import './help.js';
import { watchIdle } from './idle.js';
import { at, focusItem, goTo, goToRow, shownItems, stops } from './items.js';
import { countKept, forgetAll, forgetPasted, openJournal, readJournal, unlock, unsent } from './journal.js';
import './keys.js';
import { lookAnew, offerLeft, sendAllLeft } from './left.js';
import './messages.js';
import { pasteAgain, showTexts, showVisit } from './matrix.js';
import { isShown, itemNamed, itemOf, page } from './page.js';
import './print.js';
import { going, isNowhere, isWaitingFor, NEXT, pageChanged, showMissed } from './queue.js';
import { askedAbout } from './reading.js';
import { placeBefore, resume, tellResumed, typeOn } from './resume.js';
import './room.js';
import { dropped, explained, failed, forgetStatus, handled, keptOld, refused, saved, send, tellLine } from './status.js';
import './suggestions.js';
import './typing.js';
import './written.js';

// --- opening a page -----------------------------------------------------------------------------------------------

const restore = (names) => {
  const items = readJournal();
  // Of an item that is not on the page, the row may be: it was added and never stored, or somebody took it away.
  names.filter((name) => items[name] && (itemNamed(name) || !items[name].why || items[name].at === page.at))
    .forEach((name) => {
      page.view.$server.restore(page.patient, unsent([name, items[name]]), send(name));
    });
};

const moved = (path) => {
  shows(path);
  sendAllLeft();
  showMissed();
};

const open = (view, patient, at, item, now) => {
  const before = placeBefore();
  const isNext = isWaitingFor(NEXT); // not for a page that one left before it was shown
  if (page.patient !== patient) {
    forgetStatus();
  }
  pageChanged();
  Object.assign(page, { view, patient, at, ahead: now - Date.now() });
  forgetBlank();
  lookAnew(patient);
  openJournal(patient).then((kept) => {
    if (page.patient !== patient || page.at !== at || !view.isConnected) {
      return;
    }
    if (!view.hasAttribute('data-past')) {
      const half = before?.item && before.typing && kept.includes(before.item) ? readJournal()[before.item] : null;
      restore(kept.filter((name) => !half || name !== before.item));
      if (half) {
        requestAnimationFrame(() => typeOn(before.item, half.typed)); // it was not left yet
      }
      pasteAgain();
      offerLeft(patient, restore);
    }
    showMissed();
    sendAllLeft();
  });
  // The item asked for in the address; otherwise one types from the top, unless one has begun elsewhere.
  requestAnimationFrame(() => {
    const name = before?.item || item;
    const wanted = name && itemNamed(name);
    going(() => {
      if (wanted) {
        wanted.scrollIntoView({ block: 'center' });
        focusItem(wanted);
      } else if (isNowhere()) {
        const first = shownItems().find((each) => stops(each).length);
        if (first && !first.querySelector('[readonly]')) {
          focusItem(first);
        }
      }
    }, isNext ? NEXT : '');
  });
};

// --- links --------------------------------------------------------------------------------------------------------

// A click on the question goes to its input.
document.addEventListener('click', (event) => {
  const question = event.target.closest && event.target.closest('.question');
  if (question && !getSelection().toString()) {
    focusItem(itemOf(question));
  }
});

// A link to an item that stands on this page goes there, and the page stays as it is.
addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('[data-goto]');
  const item = link && itemNamed(link.dataset.goto);
  if (item && isShown(item) && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    item.scrollIntoView({ block: 'center', inline: 'nearest' });
    focusItem(item);
  }
}, true);

// A link to a place on this page goes there, and the focus with it: to the router it would be one to the start page.
addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  const place = link && document.getElementById(link.getAttribute('href').slice(1));
  if (place) {
    event.preventDefault();
    event.stopImmediatePropagation();
    place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
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
      tellLine('offline');
    } else if (now === 'connected') {
      tellLine('');
    }
  });
};
watch();
if (!navigator.onLine) {
  tellLine('offline');
}
addEventListener('offline', () => tellLine('offline'));
addEventListener('online', () => tellLine(''));

// The session is gone: what is typed waits in the journal for the next one, which may be there already.
let isOver = false;
new MutationObserver(() => {
  if (!isOver && document.querySelector('.v-system-error')) {
    isOver = true;
    document.body.classList.add('is-resuming');
    resume().then((does) => {
      document.body.classList.toggle('is-resuming', does);
      tellLine(does ? 'changed' : 'expired');
    });
  }
}).observe(document.body, { childList: true });

// What the server calls.
window.sivig = {};
Object.assign(window.sivig, {
  fit,
  unlock, watchIdle, tellResumed, open, awaits, asked: askedAbout, moved, handled, saved, refused, explained, keptOld, dropped, failed, ask, at, goTo, goToRow,
  cells: showTexts, pasted: forgetPasted, showVisit, redraw, draft, draftSent,
  countKept: async () => await countKept() + countDrafts(),
  forget: () => {
    forgetDrafts();
    return forgetAll();
  },
});
