// The keyboard.

const KEYS = [
  ["j ↓", "next segment"], ["k ↑", "segment before"], ["Enter", "open the segment"], ["Esc", "close; clear the search"],
  ["/", "search"], ["PgUp PgDn", "a window further"], ["Home End", "first, last segment"], ["c", "copy the segment's link"],
  ["i", "show invisible characters"], ["a", "show findings set aside"], ["t", "light or dark"], ["?", "these keys"],
]; // prettier-ignore

function listen(view) {
  const moves = {
    j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, Home: -Infinity, End: Infinity,
    PageDown: () => view.grid.page, PageUp: () => -view.grid.page,
  }; // prettier-ignore
  const does = {
    "/": () => byId("search").focus(),
    Enter: () => view.open(view.grid.active),
    Escape: () => view.close(),
    c: () => view.copyLink(),
    i: () => view.reveal(),
    a: () => view.set({ aside: !view.state.aside }),
    t: () => nextTheme(),
    "?": () => byId("keys").showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, select, textarea")) return inField(event, view);
    if (event.key === "Escape" && closeMenus()) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const move = moves[event.key];
    if (move && event.key.length > 1 && event.target.closest("#detail")) return; // arrows scroll what has the focus
    if (!move && !does[event.key]) return;
    event.preventDefault();
    if (move) view.move(typeof move === "function" ? move() : move);
    else does[event.key]();
  });
  addEventListener("click", (event) => {
    if (!event.target.closest(".facet")) closeMenus();
  });
}

/** In a field, letters are letters; Escape leaves it, and Enter goes to the table. */
function inField(event, view) {
  if (event.key === "Escape") {
    if (closeMenus()) return;
    if (event.target.id === "search" && event.target.value) view.search("");
    else event.target.blur();
  } else if (event.key === "Enter" && event.target.id === "search") {
    byId("grid").focus();
    view.move(0);
  }
}

/** Close open lists; return whether there was one. */
function closeMenus() {
  const open = [...document.querySelectorAll("details.facet[open]")];
  for (const menu of open) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
  return open.length > 0;
}

function drawKeys() {
  const rows = KEYS.map(([keys, does]) =>
    element("tr", {}, element("th", { scope: "row" }, keys.split(" ").map((key) => element("kbd", {}, key))), element("td", {}, does))); // prettier-ignore
  byId("keys").append(
    element("h2", {}, "Keys"), element("table", {}, rows),
    element("form", { method: "dialog" }, element("button", {}, "Close")),
  ); // prettier-ignore
}
