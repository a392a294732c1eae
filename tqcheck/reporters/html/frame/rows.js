// One row of the table.

const SHOWN = 3; // findings that a row names

/** The findings that count, the worst first; those set aside after them if they are asked for. */
function shownFindings({ findings, asides }, aside) {
  const worstFirst = (some) => [...some].sort((a, b) => b.rank - a.rank);
  return aside ? [...worstFirst(findings), ...worstFirst(asides)] : worstFirst(findings);
}

function gauge(risk) {
  return drawing("svg", { class: "gauge", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    drawing("rect", { class: "track", width: 100, height: 4 }),
    drawing("rect", { class: "length", width: Math.round(100 * risk), height: 4 })); // prettier-ignore
}

/** An empty row, at its place in the order; its cells are filled when its texts are there. */
function emptyRow(row, place) {
  const cells = ["risk", "found", "source", "target", "place"];
  return element("div", { role: "row", class: "row", id: `row-${row}`, "aria-rowindex": place + 2, "aria-busy": "true" },
    cells.map((name) => element("div", { role: "gridcell", class: `cell ${name}` }))); // prettier-ignore
}

function fillRow(made, segment, state) {
  const [risk, found, source, target, place] = made.children;
  const findings = shownFindings(segment, state.aside);
  const words = folded(state.q);
  risk.replaceChildren(element("span", { class: "value" }, segment.risk.toFixed(2)), gauge(segment.risk));
  found.replaceChildren(...foundIn(findings));
  [source, target].forEach((cell, side) => cell.replaceChildren(brief(segment, side, findings, words)));
  place.replaceChildren(...placeOf(segment).filter(Boolean));
  made.removeAttribute("aria-busy");
}

function foundIn(findings) {
  const made = findings.slice(0, SHOWN).map((finding) =>
    element("span", { class: `tag ${finding.by ? "by" : ""}`, title: oneline(`${SEVERITIES[finding.rank]}: ${finding.name}`) },
      sign(finding.rank), element("span", { class: "unseen" }, `${finding.by ? "set aside, " : ""}${SEVERITIES[finding.rank]} `),
      element("code", {}, finding.code))); // prettier-ignore
  if (findings.length > SHOWN) made.push(element("span", { class: "tag others" }, `+${findings.length - SHOWN}`));
  return made;
}

function brief(segment, side, findings, words) {
  const text = segment.texts[side];
  if (text === null) return element("span", { class: "none" }, "no source");
  if (!text) return element("span", { class: "none" }, "empty");
  return markBriefly(textual("div", segment, side, { class: "brief" }), text, spansOf(findings, side), words);
}

function placeOf(segment) {
  const line = segment.line ? `:${segment.line}` : "";
  const where = element("bdi", { class: "file", title: oneline(placeNamed(segment)) }, nodes(segment.file + line));
  return [where, identity(segment)];
}

/** The id, unless it only says the line again. */
const identity = ({ id, line }) => (id === String(line) ? null : element("bdi", { class: "id" }, nodes(id.slice(0, 200))));

/** The file with its whole path, and the line. */
const placeNamed = (segment) => (segment.line ? `${segment.path}:${segment.line}` : segment.path);
