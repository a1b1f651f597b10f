(function () {
  "use strict";
  var box = document.getElementById("filter");
  var rows = Array.prototype.slice.call(document.getElementById("rows").rows);
  var shown = document.getElementById("shown");
  var texts = rows.map(function (row) { return row.textContent.toLowerCase().replace(/\s+/g, " "); });
  box.addEventListener("input", function () {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, index) {
      var found = words.every(function (word) { return texts[index].indexOf(word) >= 0; });
      row.hidden = !found;
      count += found ? 1 : 0;
    });
    shown.textContent = count + " of " + rows.length;
  });
}());
