/* Small comforts; every page is complete without them. */
(function () {
  "use strict";
  // A link to a place inside a closed part opens it.
  function open() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }
  addEventListener("hashchange", open);
  open();
})();
