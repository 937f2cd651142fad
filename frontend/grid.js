/*
 * The data grids: the keys of a cell, and the way back to the cell from which a casebook was opened.
 */
(function () {
  'use strict';

  const PATIENCE = 10000;    // milliseconds until rows have come

  /** Takes the focus to the cell that the grid marks, as soon as it stands there. */
  const focusMarkedCell = (grid) => {
    const until = Date.now() + PATIENCE;
    const look = () => {
      const cell = grid.isConnected && grid.shadowRoot.querySelector('[part~="came-from-cell"]');
      if (cell) {
        cell.focus();
      } else if (grid.isConnected && Date.now() < until) {
        requestAnimationFrame(look);
      }
    };
    look();
  };

  window.sivigGrid = { focusMarkedCell };
}());
