// The page: reads the report, has it drawn, connects the controls.

function connect(view) {
  const on = (id, event, does) => byId(id).addEventListener(event, does);
  const search = byId("search");
  on("bar", "submit", (event) => event.preventDefault());
  on("search", "input", rested(() => view.search(search.value), 120));
  for (const name of ["from", "to"]) on(name, "change", () => view.set({ [name]: bounded(byId(name).value, name === "to" ? 1 : 0) }));
  for (const name of ["only", "aside"]) on(name, "change", () => view.set({ [name]: byId(name).checked }));
  byId("sort").append(...Object.entries(SORTS).map(([value, title]) => element("option", { value }, title)));
  on("sort", "change", () => view.set({ sort: byId("sort").value, reversed: false }));
  on("reversed", "click", () => view.set({ reversed: !view.state.reversed }));
  for (const head of document.querySelectorAll("[data-sort] button")) {
    const sort = head.parentElement.dataset.sort;
    head.addEventListener("click", () => view.set({ sort, reversed: view.state.sort === sort && !view.state.reversed }));
  }
  on("clear", "click", () => view.clear());
  on("export", "click", () => download(view.report, view.order, view.state));
  on("theme", "click", nextTheme);
  on("help", "click", () => byId("keys").showModal());
  on("jump", "click", () => byId("grid").focus());
  on("close", "click", () => view.close());
  on("link", "click", () => view.copyLink());
  on("invisible", "click", () => view.reveal());
  on("before", "click", () => view.move(-1));
  on("after", "click", () => view.move(1));
  connectPrint(view);
  listen(view);
  // What sticks to the top of the window is as high as its lines need.
  new ResizeObserver(() => document.documentElement.style.setProperty("--stuck", `${byId("bar").offsetHeight}px`)).observe(byId("bar"));
}

function connectPrint(view) {
  const print = async () => {
    await prepare(view.report, view.order, view.state);
    window.print();
  };
  byId("print").addEventListener("click", print);
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "p") {
      event.preventDefault();
      print();
    }
  });
  addEventListener("beforeprint", () => byId("paper").firstChild || fillPaper(view.report, view.order, view.state));
  addEventListener("afterprint", emptyPaper);
}

function drawHead(overview) {
  const [stamp, sentence] = overview.verdict;
  byId("stamp").textContent = stamp;
  byId("stamp").className = { "✗": "bad", "✓": "good" }[stamp] || "unsure";
  byId("verdict").textContent = sentence;
  const paths = overview.files.map(([path]) => path);
  const about = paths.length === 1 ? nodes(paths[0]) : [plural(paths.length, "file")];
  byId("about").replaceChildren(element("bdi", {}, about),
    ...overview.languages.slice(0, 6).map((pair) => element("span", {}, tagged(pair))),
    overview.languages.length > 6 ? element("span", {}, `${overview.languages.length - 6} more`) : "",
    element("span", {}, `tqcheck ${overview.version}`)); // prettier-ignore
  document.title = `${paths.length === 1 ? oneline(paths[0]) : plural(paths.length, "file")} · tqcheck report`;
}

async function begin() {
  showTheme(shownTheme);
  if (typeof DecompressionStream === "undefined") {
    byId("verdict").textContent = "This browser is too old for the report: take Chrome 105, Firefox 113, Safari 16.4 or newer.";
    return;
  }
  const overview = await unpacked(blocks("overview")[0]);
  drawHead(overview);
  const view = new View(await Report.read(overview));
  connect(view);
  drawKeys();
  await view.start();
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame); // the frame before this one has been painted
  performance.mark("tqcheck-painted");
  document.documentElement.dataset.ready = "true";
}

addEventListener("DOMContentLoaded", () =>
  begin().catch((error) => {
    byId("verdict").textContent = `The report cannot be read: ${error.message}`;
    throw error;
  }),
);
