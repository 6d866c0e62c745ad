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
/* Charts: the nearest point under the pointer, or the next one by arrow key, is said in words below the drawing.
   The words are those of the table; the places those of the line. */
(function () {
  "use strict";
  function points(svg) {
    var found = [], each = /(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)/g, part;
    var line = svg.querySelector(".rn-c-line").getAttribute("d");
    while ((part = each.exec(line))) found.push([+part[1], +part[2]]);
    return found;
  }
  function words(row, heads, brief) {
    var cells = Array.prototype.map.call(row.cells, function (cell) { return cell.textContent.trim(); });
    var said = [cells[0] + ": " + cells[1]];
    for (var at = 2; at < cells.length; at++) {
      if (cells[at] && !(brief && heads[at].className)) said.push(heads[at].className ? cells[at] : heads[at].textContent + " " + cells[at]);
    }
    return said.join(" · ");
  }
  function liven(figure) {
    var table = figure.querySelector("table"), rows = table.tBodies[0].rows, heads = table.tHead.rows[0].cells;
    var now = document.createElement("p"), at = -1;
    now.className = "rn-chart__now";
    now.textContent = words(rows[rows.length - 1], heads, true);
    now.setAttribute("aria-live", "polite");
    figure.insertBefore(now, figure.querySelector("details"));
    figure.querySelectorAll(".rn-c").forEach(function (svg) {
      var places = points(svg), mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
      mark.setAttribute("class", "rn-c-cursor");
      svg.appendChild(mark);
      if (places.length !== rows.length) return;
      function show(index) {
        at = Math.max(0, Math.min(places.length - 1, index));
        var x = places[at][0], y = places[at][1];
        mark.setAttribute("d", "M" + x + "," + (svg.viewBox.baseVal.height - 26) + "V" + y + "m-7,0a7,7 0 1 0 14,0a7,7 0 1 0 -14,0");
        now.textContent = words(rows[at], heads);
      }
      // The words stay, so that leaving says nothing and moves nothing.
      function hide() { mark.setAttribute("d", ""); at = -1; }
      svg.setAttribute("tabindex", "0");
      svg.addEventListener("pointermove", function (event) {
        var frame = svg.getBoundingClientRect(), x = (event.clientX - frame.left) * svg.viewBox.baseVal.width / frame.width;
        var best = 0;
        places.forEach(function (place, index) { if (Math.abs(place[0] - x) < Math.abs(places[best][0] - x)) best = index; });
        if (best !== at) show(best);
      });
      svg.addEventListener("pointerleave", hide);
      svg.addEventListener("blur", hide);
      svg.addEventListener("focus", function () { if (at < 0) show(places.length - 1); });
      svg.addEventListener("keydown", function (event) {
        var to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: places.length - 1 }[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        show(to);
      });
    });
  }
  document.querySelectorAll(".rn-chart").forEach(liven);

  // Filters lead to pages of their own; where the cards stand below them, they choose among these in place.
  // What is chosen stands in the address (?show=state-running), so that a list can be shared and is found again.
  var narrow = matchMedia("(max-width: 44em)");
  function add(parent, tag, name) {
    var made = parent.appendChild(document.createElement(tag));
    made.className = name;
    return made;
  }
  function filter(nav) {
    var cards = Array.from(nav.parentElement.querySelectorAll("[data-cards] > *")), more = nav.parentElement.querySelector(".rn-more");
    if (!cards.length) return;
    var fold = nav.querySelector("details"), links = Array.from(nav.querySelectorAll("a[data-facet]"));
    var line = add(nav, "div", "rn-filters__line"), said = add(line, "p", "rn-filters__said"), all = add(line, "button", "rn-filters__all");
    said.setAttribute("role", "status");
    all.type = "button";
    all.textContent = nav.dataset.all;
    function chosen() { return links.filter(function (link) { return link.hasAttribute("aria-current"); }); }
    function mark(link, on) {
      if (on) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    function choose(wanted) {
      links.forEach(function (link) { mark(link, wanted.indexOf(link.dataset.facet) >= 0); });
      show();
    }
    function show() {
      var kinds = {}, now = chosen(), shown = 0;
      now.forEach(function (link) {
        var kind = link.dataset.facet.split("-", 1)[0];
        (kinds[kind] = kinds[kind] || []).push(link.dataset.facet);
      });
      cards.forEach(function (card) {
        var keys = (card.dataset.facets || "").split(" ");
        // One of each kind is enough: running or approved, and of this team.
        card.hidden = !Object.values(kinds).every(function (some) { return some.some(function (key) { return keys.indexOf(key) >= 0; }); });
        if (!card.hidden) shown += 1;
      });
      said.textContent = nav.dataset.count + ": " + shown + " / " + cards.length;
      // What was chosen must be seen: the fold opens where some of it lies there, and goes where none does.
      if (more) {
        more.hidden = !more.querySelector("li:not([hidden])");
        if (now.length && !more.hidden) more.open = true;
      }
      fold.querySelector(".rn-filters__chosen").textContent = now.length ? "(" + nav.dataset.chosen.replace("{count}", now.length) + ")" : "";
      all.hidden = !now.length;
    }
    function read() { choose(new URL(location.href).searchParams.getAll("show")); }
    // The entry of the history changes and none is added: going back leaves the page, and coming back finds the list.
    function write() {
      var address = new URL(location.href);
      address.searchParams.delete("show");
      chosen().forEach(function (link) { address.searchParams.append("show", link.dataset.facet); });
      history.replaceState(history.state, "", address);
    }
    nav.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-facet]");
      // Whoever opens a link in a new tab wants the page.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      mark(link, !link.hasAttribute("aria-current"));
      show();
      write();
    });
    all.addEventListener("click", function () {
      // The button goes away, so the focus goes to what it let go of.
      (fold.open ? chosen()[0] : fold.querySelector("summary")).focus();
      choose([]);
      write();
    });
    function refold() { fold.open = !narrow.matches; }
    narrow.addEventListener("change", refold);
    addEventListener("popstate", read);
    refold();
    read();
  }
  document.querySelectorAll("[data-filters]").forEach(filter);
})();
