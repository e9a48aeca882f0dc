/* The grid of paper votes: 1, 2 or 3 goes on to the next line by itself. Without this script Tab does. */
(function () {
  "use strict";
  var grid = document.querySelector("[data-ballots]");
  if (!grid) return;
  grid.addEventListener("input", function (event) {
    var cells = Array.prototype.slice.call(grid.querySelectorAll("input[type=text]"));
    var next = cells[cells.indexOf(event.target) + 1];
    if (/^[123]$/.test(event.target.value) && next) next.focus();
  });
})();
