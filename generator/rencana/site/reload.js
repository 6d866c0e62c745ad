/* Loads this page again as soon as the server has another version of the site. A page that nobody looks at waits. */
(function () {
  var version = document.currentScript.dataset.version;
  var request = null;
  function ask() {
    request = new AbortController();
    fetch("/_rencana/version?not=" + version, { cache: "no-store", signal: request.signal })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
      .then(function (text) { if (text === version) ask(); else location.reload(); })
      .catch(function (error) { if (error.name !== "AbortError") setTimeout(look, 3000); });
  }
  function look() {
    if (request) request.abort();
    if (document.visibilityState === "visible") ask();
  }
  addEventListener("visibilitychange", look);
  addEventListener("pagehide", function () { if (request) request.abort(); });
  look();
})();
