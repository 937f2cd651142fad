// @ts-check
/*
 * Paper cannot be scrolled: while a page is printed, what stands in each line, text and cell stands beside it as a text
 * of its own, whole. Each sheet says at its head whose it is, when it was printed, and which of how many it is.
 */
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
  text.textContent = (input.value || (cell ? input.placeholder : '')) + (input.closest('.op') && input.value ? '\u00a0' : '');
  if (cell) {
    cell.prepend(text);
  } else {
    input.closest('vaadin-text-field, vaadin-text-area').after(text);
  }
  printed.push(text);
};

const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;
const head = () => {
  const { printedAt, sheetOf, zone } = document.querySelector('.shell').dataset;
  const now = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(new Date());
  const [page, of] = sheetOf.split("#");
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
