/* The attendance grid from the keyboard: arrows move, Enter goes one row down. Space ticks by itself.
   Without this script the page is an ordinary form. */
(function () {
  "use strict";
  var grid = document.querySelector("[data-grid]");
  if (!grid) return;
  function cells(row) {
    return row ? Array.prototype.filter.call(row.cells, function (cell) {
      return cell.querySelector("input:not([type=hidden]),select");
    }) : [];
  }
  function go(row, place) {
    var there = cells(row);
    var cell = there[Math.min(place, there.length - 1)];
    var target = cell && cell.querySelector("input:not([type=hidden]),select");
    if (!target) return false;
    target.focus();
    if (target.select) target.select();
    return true;
  }
  function beside(row, step) {
    var rows = Array.prototype.slice.call(grid.querySelectorAll("tbody tr"));
    return rows[rows.indexOf(row) + step];
  }
  /* The first cell of a blank row is its name; a tick is in the same column as above it. */
  function column(cell) { return cell.cellIndex; }
  function goColumn(row, index) {
    if (!row) return false;
    var cell = row.cells[index];
    if (cell && cell.querySelector("input:not([type=hidden]),select")) {
      return go(row, cells(row).indexOf(cell));
    }
    return go(row, 0);
  }
  grid.addEventListener("keydown", function (event) {
    var field = event.target, cell = field.closest("td,th"), row = field.closest("tr");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    var typing = field.type === "text", choosing = field.tagName === "SELECT", moved = false;
    if (event.key === "Enter") {
      event.preventDefault();
      goColumn(beside(row, event.shiftKey ? -1 : 1), column(cell));
      return;
    }
    if (choosing && (event.key === "ArrowUp" || event.key === "ArrowDown")) return;
    if (event.key === "ArrowDown") moved = goColumn(beside(row, 1), column(cell));
    if (event.key === "ArrowUp") moved = goColumn(beside(row, -1), column(cell));
    if (typing) { if (moved) event.preventDefault(); return; }
    var place = cells(row).indexOf(cell);
    if (event.key === "ArrowRight") moved = place + 1 < cells(row).length && go(row, place + 1);
    if (event.key === "ArrowLeft") moved = place > 0 && go(row, place - 1);
    if (moved) event.preventDefault();
  });
})();
