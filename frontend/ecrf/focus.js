// @ts-check
/*
 * The focus stays where one works: when what has it goes away, it goes back to where one was before, or to the heading.
 */
import { focusItem } from './items.js';
import { DIALOGS, isShown, itemNamed } from './page.js';

const MANY = 20;

/** An element, what stands around it, and what stood before each of these. */
const chain = (element) => (element
  ? [{ element, before: element.previousElementSibling }, ...chain(element.parentElement)] : []);

/** Where one was, the last place first. */
let places = [];

document.addEventListener('focusin', ({ target }) => {
  if (target.id === 'typed_ahead') {
    return; // the page itself went there
  }
  const item = target.closest('[data-item]');
  places = [{ element: target, item: item && item.dataset.item, chain: chain(target), page: location.pathname },
    ...places.filter((place) => place.element !== target)].slice(0, MANY);
}, true);

const INTO = 'input, textarea, button, a[href], vaadin-button, [tabindex="0"]';
/** Whether what it stands in is open; while it closes it is still to be seen. */
const isOpen = (element) => element.closest(`vaadin-popover, ${DIALOGS}`)?.opened ?? true;
const takesFocus = (element) => element && element.isConnected && isShown(element) && !element.disabled && isOpen(element);
const within = (element) => element && [...element.querySelectorAll(INTO)].find(takesFocus);

const go = (element) => {
  if (takesFocus(element)) {
    element.focus({ preventScroll: true });
  }
  return document.activeElement !== document.body;
};
const goToItem = (name) => {
  const item = name && itemNamed(name);
  if (isShown(item)) {
    focusItem(item);
  }
  return document.activeElement !== document.body;
};

/** Goes to this place, or as near to it as something is left of what stood around it. */
const goNear = (place) => {
  const left = place.chain.findIndex(({ element }) => element.isConnected && isShown(element));
  const [gone, around] = [place.chain[left - 1], place.chain[left]?.element];
  return go(place.element)
    || place.page === location.pathname && (go(place.element.id && document.getElementById(place.element.id))
      || goToItem(place.item))
    || Boolean(around) && around.matches(`:is(main, ${DIALOGS}) *`) && (go(within(gone?.before)) || go(within(around)));
};

/** Goes to the heading of the page. */
const goToHeading = () => {
  const heading = document.querySelector('h1');
  if (heading) {
    heading.tabIndex = -1;
    go(heading);
  }
};

let looking = false;

// What has the focus may be taken away, hidden or disabled by any answer of the server. Who clicks beside everything
// leaves it of their own will.
const look = () => {
  looking = false;
  if (document.activeElement !== document.body || places.length && takesFocus(places[0].element)
      || document.querySelector('.v-system-error')) {
    return;
  }
  const dialog = [...document.querySelectorAll(`${DIALOGS}[opened]`)].at(-1);
  if (dialog) {
    go(within(dialog));
  } else if (!places.some(goNear)) {
    goToHeading();
  }
};
const lookSoon = () => {
  if (!looking && document.activeElement === document.body) {
    looking = true;
    requestAnimationFrame(() => requestAnimationFrame(look)); // who knows better comes first
  }
};
document.addEventListener('focusout', () => requestAnimationFrame(lookSoon)); // what opens and closes has its parts out of sight
new MutationObserver(lookSoon).observe(document.body, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['hidden', 'disabled', 'style', 'class'],
});
look();
