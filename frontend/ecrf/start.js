// @ts-check
/*
 * Vaadin's client begins when the document has been read. It is loaded after that, and would then look only every 50 ms
 * whether it has: whoever asks to be told of what is past is told at once.
 */
let read = false;
const listen = document.addEventListener.bind(document);

listen('DOMContentLoaded', () => {
  read = true;
}, { once: true });

document.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
  listen(type, listener, options);
  if (read && type === 'DOMContentLoaded' && typeof listener === 'function') {
    queueMicrotask(() => listener.call(document, new Event(type)));
  }
};
