// The table: of any number of rows, only those in the window exist. It scrolls with the page.

const TALLEST = 8_000_000; // pixels; browsers cannot scroll much further, so longer tables scroll in larger steps
const BEYOND = 8; // rows that are drawn above and below the window

class Grid {
  constructor(report, view) {
    Object.assign(this, { report, view, rows: new Uint32Array(0), drawn: new Map(), active: -1 });
    this.box = byId("grid");
    this.body = byId("rows");
    const soon = () => requestAnimationFrame(() => this.draw());
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    this.body.addEventListener("click", (event) => {
      const place = this.rows.indexOf(Number(event.target.closest(".row")?.id.slice(4) ?? -1));
      if (place >= 0) view.open(place);
    });
  }

  /** Show these rows from the top; the active one stays active if it is among them. */
  show(rows) {
    const active = this.rows[this.active];
    this.rows = rows;
    this.active = active === undefined ? -1 : rows.indexOf(active);
    this.refresh();
    this.box.setAttribute("aria-rowcount", rows.length + 1);
  }

  /** Draw every row anew. */
  refresh() {
    this.drawn.forEach((made) => made.remove());
    this.drawn.clear();
    this.draw();
  }

  get step() {
    return byId("step").offsetHeight || 68;
  }

  /** How the table scrolls: its height on the page, that of all its rows, and that of the window below what sticks. */
  get measures() {
    const all = this.rows.length * this.step;
    const top = this.box.querySelector(".heads").getBoundingClientRect().height + byId("bar").offsetHeight;
    return { all, height: Math.min(all, TALLEST), top, view: Math.max(0, innerHeight - top) };
  }

  /** How far into all the rows the window is. */
  offset({ all, height, top, view }) {
    const scrolled = Math.min(Math.max(0, top - this.body.getBoundingClientRect().top), Math.max(0, height - view));
    return { scrolled, virtual: height === all ? scrolled : (scrolled * (all - view)) / (height - view) };
  }

  draw() {
    const { step } = this;
    this.filling = [];
    const measures = this.measures;
    this.body.style.setProperty("height", `${measures.height}px`);
    const { scrolled, virtual } = this.offset(measures);
    const first = Math.max(0, Math.floor(virtual / step) - BEYOND);
    const last = Math.min(this.rows.length, Math.ceil((virtual + measures.view) / step) + BEYOND);
    const kept = new Set(this.rows.subarray(first, last));
    for (const [row, made] of this.drawn) if (!kept.has(row)) this.forget(row, made);
    let before = null;
    for (let place = first; place < last; place++) {
      const made = this.made(this.rows[place], place);
      made.style.setProperty("transform", `translateY(${place * step - virtual + scrolled}px)`);
      if (!made.parentNode || made.previousElementSibling !== before) this.body.insertBefore(made, before ? before.nextSibling : this.body.firstChild);
      before = made;
    }
    this.mark();
  }

  forget(row, made) {
    made.remove();
    this.drawn.delete(row);
  }

  made(row, place) {
    const there = this.drawn.get(row);
    if (there) return there;
    const made = emptyRow(row, place);
    this.drawn.set(row, made);
    const segment = this.report.ready(row);
    if (segment) fillRow(made, segment, this.view.state);
    else this.filling.push(this.fill(row, made));
    return made;
  }

  async fill(row, made) {
    const segment = await this.report.row(row);
    if (this.drawn.get(row) === made) fillRow(made, segment, this.view.state);
  }

  /** Wait until the rows that are drawn have their texts. */
  async filled() {
    await Promise.all(this.filling);
  }

  /** Make a place of the order the active one, and bring it into the window. */
  activate(place) {
    if (!this.rows.length) return;
    this.active = Math.min(Math.max(place, 0), this.rows.length - 1);
    this.reveal(this.active);
    this.draw();
  }

  reveal(place) {
    const measures = this.measures;
    const { virtual } = this.offset(measures);
    const [top, end] = [place * this.step, (place + 1) * this.step];
    if (top >= virtual && end <= virtual + measures.view && this.body.getBoundingClientRect().top < innerHeight - this.step) return;
    const wanted = top < virtual ? top : Math.max(0, end - measures.view);
    const { all, height, view } = measures;
    const scrolled = height === all ? wanted : (wanted * (height - view)) / (all - view);
    scrollTo({ top: scrollY + this.body.getBoundingClientRect().top - measures.top + scrolled, behavior: "instant" });
  }

  /** Go where a new order is read from: to what is open, or to the top. */
  begin(open) {
    const { scrolled } = this.offset(this.measures);
    if (open && this.active >= 0) this.reveal(this.active);
    else if (scrolled > 0) scrollTo({ top: scrollY - scrolled, behavior: "instant" });
  }

  /** Let the table have the window, where the overview takes much of it. */
  settle() {
    const top = byId("bar").getBoundingClientRect().top;
    if (top > innerHeight / 4) scrollTo({ top: scrollY + top, behavior: "instant" });
  }

  /** How many whole rows fit into the window. */
  get page() {
    return Math.max(1, Math.floor(this.measures.view / this.step) - 1);
  }

  mark() {
    const row = this.rows[this.active];
    for (const [number, made] of this.drawn) made.setAttribute("aria-selected", number === row ? "true" : "false");
    if (this.drawn.has(row)) this.box.setAttribute("aria-activedescendant", `row-${row}`);
    else this.box.removeAttribute("aria-activedescendant");
  }
}
