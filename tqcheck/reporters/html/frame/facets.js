// Filters with many values: a button that opens a list of boxes to tick.

const LISTED = 300; // values that are drawn; the box above the list finds the others

class Facet {
  constructor(name, title, items, view) {
    Object.assign(this, { name, title, items, view });
    this.chosen = element("b", {});
    this.list = element("ul", {});
    this.narrow = element("input", {
      type: "search", placeholder: `Find ${title.toLowerCase()}`, "aria-label": `Find ${title.toLowerCase()}`,
      oninput: () => this.fill(),
    }); // prettier-ignore
    this.box = element("details", { class: "facet", ontoggle: () => this.toggled() },
      element("summary", {}, title, this.chosen),
      element("div", { class: "menu", role: "group", "aria-label": title }, items.length > 12 && this.narrow, this.list)); // prettier-ignore
  }

  toggled() {
    if (!this.box.open) return;
    for (const other of document.querySelectorAll("details.facet[open]")) if (other !== this.box) other.open = false;
    this.fill();
    this.list.querySelector("input")?.focus();
  }

  fill() {
    const chosen = this.view.state[this.name];
    const shown = this.items.filter((item) => this.matches(item));
    const boxes = shown.slice(0, LISTED).map((item) => element("li", {}, this.choice(item, chosen.has(item.number))));
    if (shown.length > LISTED) boxes.push(element("li", { class: "none" }, `${counted(shown.length - LISTED)} more: find them above`));
    if (!shown.length) boxes.push(element("li", { class: "none" }, "None."));
    this.list.replaceChildren(...boxes);
  }

  choice(item, checked) {
    const box = element("input", { type: "checkbox", value: item.number, onchange: () => this.view.toggle(this.name, item.number) });
    box.checked = checked;
    return element("label", {}, box, item.sign === undefined || item.sign < 0 ? null : sign(item.sign),
      item.code ? element("code", {}, item.code) : null, element("bdi", {}, nodes(item.label)),
      element("span", { class: "count" }, counted(item.count))); // prettier-ignore
  }

  /** Show how many values are chosen; one is called by its name. */
  update() {
    const chosen = [...this.view.state[this.name]];
    const only = chosen.length === 1 && this.items.find((item) => item.number === chosen[0]);
    this.chosen.replaceChildren(...(only ? nodes(only.code || only.label) : chosen.length ? [counted(chosen.length)] : []));
    for (const box of this.list.querySelectorAll("input")) box.checked = chosen.includes(Number(box.value));
  }

  matches(item) {
    const words = folded(this.narrow.value);
    return !words || folded(`${item.code || ""} ${item.label}`).includes(words);
  }
}

/** The four filters, in the order of the charts. */
function facets({ overview }, view) {
  const listed = (items, all) => [...items, ...all.filter((item) => item.count === 0)];
  const files = overview.files.map(([path, ranks], number) => ({ number, label: path, count: total(ranks) }));
  const languages = overview.languages.map((pair, number) => ({ number, label: tagged(pair), count: total(pair[3]) }));
  const checks = overview.checks.map(([code, label, ranks], number) => ({ number, code, label, count: total(ranks), sign: worstOf(ranks) }));
  return [
    new Facet("severity", "Severity", severityItems(overview), view),
    new Facet("check", "Check", listed(checkItems(overview), checks), view),
    new Facet("file", "File", listed(fileItems(overview), files), view),
    new Facet("language", "Language", listed(languageItems(overview), languages), view),
  ];
}
