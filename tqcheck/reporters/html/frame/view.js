// What the page shows at the moment: it is asked by every control, and has everything drawn.

class View {
  constructor(report) {
    this.report = report;
    this.opened = null;
    this.all = false;
    this.asked = 0;
    this.order = new Uint32Array(0);
    const { state, open } = addressed(location.hash, report.overview);
    this.state = state;
    this.grid = new Grid(report, this);
    this.facets = facets(report, this);
    byId("facets").replaceChildren(...this.facets.map((facet) => facet.box));
    this.wanted = open;
  }

  async start() {
    drawOverview(this.report, this);
    drawRun(this.report, this);
    await this.apply();
    await this.grid.filled();
    if (this.wanted) await this.find(this.wanted);
    addEventListener("hashchange", () => this.go(location.hash));
  }

  /** Go where an address says; it may have been typed, or followed from somewhere else. */
  async go(hash) {
    const { state, open } = addressed(hash, this.report.overview);
    this.state = state;
    await this.apply();
    if (open) await this.find(open);
    else this.close();
  }

  /** Change what is looked for. */
  set(changes) {
    Object.assign(this.state, changes);
    return this.apply();
  }

  toggle(facet, number) {
    const chosen = this.state[facet];
    if (!chosen.delete(number)) chosen.add(number);
    return this.apply();
  }

  between(from, to) {
    const same = this.state.from === round2(from) && this.state.to === round2(to);
    return this.set(same ? { from: 0, to: 1 } : { from: round2(from), to: round2(to) });
  }

  search(words) {
    return this.set({ q: words });
  }

  clear() {
    const { sort, reversed, aside } = this.state;
    return this.set({ ...fresh(), sort, reversed, aside });
  }

  /** Filter, search, sort and draw; a later call makes an earlier one stop. */
  async apply() {
    const asked = ++this.asked;
    this.pressed();
    this.remember();
    let rows = filtered(this.report, this.state);
    const words = folded(this.state.q);
    if (words) {
      byId("count").textContent = "Searching …";
      rows = await searched(this.report, rows, words, () => asked !== this.asked);
    }
    if (!rows || asked !== this.asked) return;
    this.order = sorted(this.report, rows, this.state);
    this.grid.show(this.order);
    this.grid.begin(this.opened !== null);
    this.tell();
    if (this.opened) this.draw();
  }

  tell() {
    const { count } = this.report;
    const [shown, all] = [this.order.length, narrowed(this.state)];
    byId("count").textContent = all ? `${counted(shown)} of ${plural(count, "segment")}` : plural(count, "segment");
    byId("none").hidden = shown > 0;
    byId("clear").hidden = !all;
    byId("export").disabled = shown === 0;
  }

  /** Let every control show what is looked for. */
  pressed() {
    const { state } = this;
    for (const bar of document.querySelectorAll(".bar[data-facet]")) {
      bar.setAttribute("aria-pressed", state[bar.dataset.facet].has(Number(bar.dataset.number)));
    }
    this.facets.forEach((facet) => facet.update());
    const search = byId("search");
    if (search.value !== state.q) search.value = state.q;
    for (const name of ["from", "to"]) byId(name).value = state[name];
    byId("only").checked = state.only;
    byId("aside").checked = state.aside;
    byId("sort").value = state.sort;
    byId("reversed").setAttribute("aria-pressed", state.reversed);
    for (const head of document.querySelectorAll("[data-sort]")) {
      const mine = head.dataset.sort === state.sort;
      head.setAttribute("aria-sort", mine ? (state.reversed ? "ascending" : "descending") : "none");
    }
  }

  remember() {
    const hash = address(this.state, this.opened, this.report.overview);
    history.replaceState(null, "", hash === "#" ? location.pathname + location.search : hash);
  }

  /** Open the segment at a place of the order. */
  async open(place) {
    if (place < 0 || place >= this.order.length) return;
    this.grid.activate(place);
    const row = this.order[place];
    const segment = await this.report.row(row);
    if (this.order[this.grid.active] !== row) return;
    this.opened = segment;
    this.draw();
    this.remember();
  }

  draw() {
    const detail = byId("detail");
    const { state, all, opened } = this;
    byId("segment").replaceChildren(article(opened, { aside: state.aside, all, words: state.q }));
    byId("position").textContent = this.grid.active < 0 ? "" : `${counted(this.grid.active + 1)} of ${counted(this.order.length)}`;
    detail.hidden = false;
    detail.scrollTop = 0;
    if (!document.body.classList.contains("opened")) {
      document.body.classList.add("opened");
      this.grid.refresh();
      this.grid.settle();
      this.grid.reveal(this.grid.active);
    }
  }

  close() {
    if (!this.opened) return;
    this.opened = null;
    byId("detail").hidden = true;
    document.body.classList.remove("opened");
    byId("grid").focus({ preventScroll: true });
    this.grid.refresh();
    this.remember();
  }

  /** Go some rows further; what is open moves along. */
  move(rows) {
    const { grid } = this;
    const place = grid.active < 0 && rows > 0 && Number.isFinite(rows) ? rows - 1 : Math.max(grid.active, 0) + rows;
    grid.activate(place);
    if (this.opened) this.open(grid.active);
  }

  /** Open a segment by its id; its row, if the address names it, tells those of the same id apart. */
  async find({ id, row }) {
    let found = row !== null && row < this.report.count && (await this.report.row(row)).id === id ? row : -1;
    for (let block = 0; found < 0 && block < this.report.packed.length; block++) {
      const place = (await this.report.block(block)).id.indexOf(id);
      if (place >= 0) found = block * BLOCK + place;
    }
    if (found < 0) return say(`There is no segment “${oneline(id)}” in this report`);
    if (!this.order.includes(found)) await this.clear();
    await this.open(this.order.indexOf(found));
  }

  copyLink() {
    if (this.opened) copy(location.href.split("#")[0] + address(fresh(), this.opened, this.report.overview), "Link copied");
  }

  /** Show or hide invisible characters. */
  reveal() {
    this.all = !this.all;
    byId("invisible").setAttribute("aria-pressed", this.all);
    if (this.opened) this.draw();
    say(this.all ? "Invisible characters are shown" : "Invisible characters are hidden");
  }
}

const round2 = (number) => Math.round(100 * number) / 100;
