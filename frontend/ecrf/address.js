// @ts-check
/*
 * The address and the page tell the same. Who goes back before the page that they have asked for is drawn gets the
 * address of the one before, and the router of Vaadin does not ask the server for it: the server is asked then for the
 * page that stands in the address. The document stays, with all that was written in it and not sent.
 */
const PAUSE = 300;         // milliseconds until it is looked whether the server is still drawing

let shown = location.pathname;
let wentBack = false;
let again = 0;

const isDrawing = () => Object.values(window.Vaadin.Flow.clients).some((client) => client.isActive?.());

const compare = () => {
  if (location.pathname === shown) {
    wentBack = false;
  } else if (isDrawing()) {
    again = window.setTimeout(compare, PAUSE);
  } else if (wentBack) {
    wentBack = false;
    draw();
  }
};

/** Asks the server for the page of the address, as the router does for a link. */
const draw = () => {
  const reload = () => location.reload();
  const application = /** @type {any[]} */ ([...document.body.querySelectorAll('*')]).find((each) => each.onBeforeEnter);
  if (application) {
    application.onBeforeEnter({ pathname: location.pathname, search: location.search }, { prevent: reload, redirect: reload });
  } else {
    reload();
  }
};

/** The server has drawn the page of this address. @param {string} path */
export const shows = (path) => {
  shown = new URL(path, document.baseURI).pathname;
};

addEventListener('popstate', (event) => {
  wentBack = wentBack || event.isTrusted;
});
addEventListener('vaadin-navigated', () => {
  clearTimeout(again);
  again = window.setTimeout(compare, PAUSE);
});
