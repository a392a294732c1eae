// The overview: charts whose bars choose what the table shows. Their text says all that their bars say.

const MOST_BARS = 7;
const total = (ranks) => ranks.reduce((sum, count) => sum + count, 0);
const worstOf = (ranks) => ranks.findLastIndex((count) => count > 0);

/** `3 critical, 2 minor`. */
function breakdown(ranks) {
  const said = ranks.map((count, rank) => count && `${counted(count)} ${SEVERITIES[rank]}`).filter(Boolean);
  return said.reverse().join(", ") || "no findings";
}

function drawOverview(report, view) {
  const { overview } = report;
  byId("charts").replaceChildren(
    card("Segments by risk", histogram(overview, view)),
    element("div", { class: "column" },
      card("Findings by severity", bars("severity", severityItems(overview), view)),
      card("Findings by language", bars("language", languageItems(overview), view, 2))),
    card("Findings by check", bars("check", checkItems(overview), view)),
    card("Findings by file", bars("file", fileItems(overview), view)),
  ); // prettier-ignore
}

function card(title, content) {
  return element("section", { class: "card", "aria-label": title }, element("h2", {}, title), content);
}

const severityItems = ({ severities }) =>
  [3, 2, 1, 0].map((rank) => ({ number: rank, label: SEVERITIES[rank], count: severities[rank], sign: rank }));

const checkItems = ({ checks }) =>
  most(checks.map(([code, name, ranks], number) => ({
    number, label: name, code, count: total(ranks), sign: worstOf(ranks), detail: breakdown(ranks),
  }))); // prettier-ignore

const fileItems = ({ files }) =>
  most(files.map(([path, ranks], number) => ({
    number, label: path, path: true, count: total(ranks), detail: breakdown(ranks),
  }))); // prettier-ignore

const languageItems = ({ languages }) =>
  most(languages.map((pair, number) => ({
    number, label: tagged(pair), count: total(pair[3]), detail: `${breakdown(pair[3])}, ${plural(pair[2], "segment")}`,
  }))); // prettier-ignore

const most = (items) => items.filter((item) => item.count > 0).sort((a, b) => b.count - a.count);

function bars(facet, items, view, shown = MOST_BARS) {
  if (!items.length) return element("p", { class: "none" }, "No findings.");
  const largest = Math.max(1, ...items.map((item) => item.count));
  const drawnItem = (item) => element("li", {}, bar(facet, item, largest, view));
  const list = element("ul", { class: "bars" }, items.slice(0, shown).map(drawnItem));
  const others = items.length - shown;
  if (others <= 0) return list;
  const more = element("button", {
    class: "more", type: "button",
    onclick: () => {
      list.append(...items.slice(shown, 200).map(drawnItem));
      list.children[shown].firstChild.focus();
      more.remove();
      view.pressed();
    },
  }, `${counted(others)} more`); // prettier-ignore
  return element("div", {}, list, more);
}

function bar(facet, item, largest, view) {
  const share = item.count ? Math.max(0.8, (100 * item.count) / largest) : 0;
  const rank = facet === "severity" ? `s${item.number}` : "";
  const length = drawing("rect", { class: `length ${rank}`.trim(), width: share, height: 4 });
  return element("button", {
      type: "button", class: "bar", "aria-pressed": "false", "data-facet": facet, "data-number": item.number,
      title: [item.code, item.label, item.detail].filter(Boolean).join(" · "),
      onclick: () => view.toggle(facet, item.number),
    },
    element("span", { class: "label" },
      item.sign === undefined ? null : sign(item.sign),
      item.code ? element("code", {}, item.code) : null,
      element("bdi", { class: item.path ? "path" : "name" }, item.path ? visible(item.label) : item.label)),
    element("span", { class: "count" }, counted(item.count)),
    drawing("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
      drawing("rect", { class: "track", width: 100, height: 4 }), length),
  ); // prettier-ignore
}

const visible = (text) => nodes(text);

const PLOT = { width: 380, height: 285, left: 30, right: 6, top: 10, bottom: 26 };

const LINEAR = 20; // segments in a column beyond which the scale is logarithmic: most segments are quiet

/** Segments by risk: all of them, and before them those with findings. */
function histogram({ risks, segments }, view) {
  const largest = Math.max(1, ...risks.map(total));
  const decades = Math.ceil(Math.log10(largest));
  const scale = largest > LINEAR ? (count) => Math.log10(count + 1) / Math.log10(10 ** decades + 1) : (count) => count / largest;
  const ticks = largest > LINEAR ? Array.from({ length: decades + 1 }, (_, decade) => 10 ** decade) : [largest];
  const { width, height, left, right, top, bottom } = PLOT;
  const foot = height - bottom;
  const level = (count) => foot - (foot - top) * scale(count);
  const step = (width - left - right) / risks.length;
  const plot = drawing("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img" });
  plot.append(drawing("title", {}, `${plural(segments, "segment")} by risk, from 0 to 1`));
  for (const tick of [0, ...ticks]) plot.append(...rule(tick, level(tick)));
  risks.forEach((counts, number) => plot.append(column(number, counts, left + number * step, step, level, foot, view)));
  for (const risk of [0, 0.25, 0.5, 0.75, 1]) {
    const x = left + risk * (width - left - right);
    plot.append(drawing("text", { x, y: height - 8, "text-anchor": "middle" }, risk));
  }
  return element("figure", {}, plot, legend(largest > LINEAR), asTable(risks));
}

function rule(count, y) {
  const line = drawing("line", { class: "rule", x1: PLOT.left, x2: PLOT.width - PLOT.right, y1: y, y2: y });
  const said = count >= 1000 ? `${count / 1000}k` : count;
  return [line, drawing("text", { x: PLOT.left - 6, y: y + 3.5, "text-anchor": "end" }, said)];
}

function column(number, [without, having], x, step, level, foot, view) {
  const size = 1 / 20;
  const said = `Risk ${(number * size).toFixed(2)} to ${((number + 1) * size).toFixed(2)}`;
  const rect = (kind, count) =>
    drawing("rect", { class: kind, x: x + 1, width: step - 2, y: level(count), height: foot - level(count) });
  return drawing("g", { class: "column", onclick: () => view.between(number * size, (number + 1) * size) },
    drawing("title", {}, `${said}: ${plural(without + having, "segment")}, ${counted(having)} with findings`),
    drawing("rect", { class: "touch", x, width: step, y: PLOT.top, height: foot - PLOT.top }),
    rect("all", without + having), rect("having", having)); // prettier-ignore
}

const legend = (logarithmic) =>
  element("figcaption", {},
    element("span", { class: "key all" }, "all segments"), element("span", { class: "key having" }, "with findings"),
    logarithmic && element("span", { class: "scale" }, "logarithmic")); // prettier-ignore

function asTable(risks) {
  const cells = (...texts) => texts.map((text) => element("td", {}, counted(text)));
  return element("table", { class: "unseen" },
    element("caption", {}, "Segments by risk"),
    element("tr", {}, ["risk from", "segments", "with findings"].map((head) => element("th", { scope: "col" }, head))),
    risks.map(([without, having], number) =>
      element("tr", {}, element("th", { scope: "row" }, (number / 20).toFixed(2)), cells(without + having, having)))); // prettier-ignore
}

/** What was not checked, what is fixed, and the line that reproduces the run. */
function drawRun({ overview }, view) {
  const { skips, skipped, fixed, aside, signature, seconds } = overview;
  const list = (items, kind) => element("ul", { class: kind }, items);
  const told = [...skips].sort((a, b) => b[0] - a[0]).map(([incomplete, sentence]) =>
    element("li", { class: incomplete ? "incomplete" : null },
      incomplete ? element("strong", {}, "Not checked: ") : "Note: ", element("bdi", {}, nodes(sentence)))); // prettier-ignore
  if (skipped > skips.length) told.push(element("li", {}, `and ${counted(skipped - skips.length)} more`));
  const parts = [];
  if (told.length) parts.push(folding(overview.incomplete ? "Not everything was checked" : "Notes", told.length, list(told, "skips"), overview.incomplete));
  if (fixed.length) parts.push(folding("Fixed since the baseline", fixed.length, list(fixed.map((line) => element("li", {}, nodes(line))), "fixed"), false));
  const shared = overview.shared.map((each) => element("li", {}, ofSource(each, overview, view)));
  if (shared.length) parts.unshift(folding("In the source: it fails in most languages", shared.length, list(shared, "shared"), true));
  parts.push(element("p", { class: "signature" },
    element("code", { title: "The line that reproduces this run" }, nodes(signature)),
    element("button", { type: "button", class: "quiet", onclick: () => copy(signature, "Signature copied") }, "Copy"),
    element("span", {}, `${plural(overview.segments, "segment")} in ${counted(seconds)} s`),
    aside ? element("span", {}, `${plural(aside, "finding")} set aside`) : null,
    overview.left_out ? element("span", {}, `unchanged, and left out: ${plural(overview.left_out, "segment")}`) : null)); // prettier-ignore
  byId("run").replaceChildren(...parts);
}

/** A source string that fails in most of its languages, told once; its button shows its translations. */
function ofSource([check, rank, place, source, message, where], overview, view) {
  const [code, name] = overview.checks[check];
  return [
    sign(rank), element("span", { class: "unseen" }, SEVERITIES[rank]), " ",
    element("button", {
      type: "button", class: "quiet", title: "Show its translations",
      onclick: () => view.set({ ...fresh(), check: new Set([check]), q: source.slice(0, 200) }),
    }, element("bdi", {}, nodes(oneline(source)))),
    " ", element("bdi", {}, nodes(message)), " ",
    element("span", { title: name }, element("code", {}, code), ` ${where} · `, element("bdi", {}, nodes(place))),
  ]; // prettier-ignore
}

function folding(title, count, content, open) {
  return element("details", { open }, element("summary", {}, `${title} `, element("b", {}, counted(count))), content);
}
