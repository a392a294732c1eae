// Spans of findings in a text: they may overlap, be empty, or reach past the end.

/** The spans on one side (0 source, 1 target) in code points, each with the number and the rank of its finding. */
function spansOf(findings, side) {
  const spans = [];
  findings.forEach((finding, place) => {
    for (let i = 0; i < finding.spans.length; i += 3) {
      if (finding.spans[i] !== side) continue;
      spans.push({ start: finding.spans[i + 1], end: finding.spans[i + 2], number: place + 1, rank: finding.rank });
    }
  });
  return spans;
}

/** The same spans in UTF-16 units, inside the text. */
function placed(text, spans) {
  const points = [...new Set(spans.flatMap((span) => [span.start, span.end]))].sort((a, b) => a - b);
  const found = units(text, points);
  const unit = new Map(points.map((point, i) => [point, found[i]]));
  return spans.map((span) => ({ ...span, start: unit.get(span.start), end: unit.get(span.end) }));
}

/** Cut a text where spans begin or end: `{text, over, caret, ends}` for each run, in order. */
function runs(text, spans) {
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const made = [];
  for (let i = 0; i < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1] ?? cuts[i]];
    const caret = spans.filter((span) => span.start === start && span.end === start);
    if (caret.length) made.push({ text: "", over: caret, caret: true, ends: caret });
    if (end === start) continue;
    const over = spans.filter((span) => span.start <= start && span.end >= end && span.start < span.end);
    made.push({ text: text.slice(start, end), over, caret: false, ends: over.filter((span) => span.end === end) });
  }
  return made;
}

/** Fill an element with a text, its marks, and the number of each finding at the end of its span. */
function mark(into, text, spans, { all = false, words = "" } = {}) {
  for (const run of runs(text, [...placed(text, spans), ...occurrences(text, words)])) {
    into.append(...drawn(run, all));
    const ended = numbersOf(run.ends);
    if (ended.length) into.append(element("sup", { class: `s${rankOf(run)}` }, ended.join(" ")));
  }
  return into;
}

const FOUND = -1; // the rank of what was searched for

/** Where the words that were searched for stand, as spans in UTF-16 units. */
function occurrences(text, words) {
  const low = text.toLowerCase();
  if (!words || low.length !== text.length) return [];
  const found = [];
  for (let at = low.indexOf(words); at >= 0 && found.length < 50; at = low.indexOf(words, at + words.length)) {
    found.push({ start: at, end: at + words.length, number: 0, rank: FOUND });
  }
  return found;
}

const rankOf = (run) => Math.max(...run.over.map((span) => span.rank));
const numbersOf = (spans) => [...new Set(spans.map((span) => span.number))].filter(Boolean).sort((a, b) => a - b);

function drawn(run, all = false) {
  if (!run.over.length) return nodes(run.text, all ? BLANK : null);
  const rank = rankOf(run);
  const searched = run.over.some((span) => span.rank === FOUND) ? "found" : "";
  const made = element("mark", {
    class: rank === FOUND ? "found" : `s${rank} ${searched}`.trim(),
    "data-findings": numbersOf(run.over).join(" ") || null,
  });
  if (run.caret) made.append(element("span", { class: "control", title: "here" }, "‸"));
  else made.append(...(rank === FOUND ? nodes(run.text) : exposed(run.text)));
  return [made];
}

/** An element for the text of one side, with its language and its direction. */
function textual(name, segment, side, attributes = {}) {
  const tag = segment.tags[side];
  const dir = direction(segment.texts[side] || "", segment.right[side]);
  return element(name, { lang: tag || "und", dir, ...attributes });
}

const AROUND = 36; // units that stand before the first mark of a row
const LONGEST = 280; // units that a row may show

/** A part of a text for one line or two, from a little before its first mark; spans in UTF-16 units. */
function cutting(text, spans) {
  const first = Math.min(...spans.map((span) => span.start));
  let start = first > 2 * AROUND && Number.isFinite(first) ? first - AROUND : 0;
  const space = text.indexOf(" ", start);
  if (start && space >= 0 && space < first) start = space + 1;
  if (start && /[\udc00-\udfff]/.test(text[start])) start -= 1;
  let end = Math.min(text.length, start + LONGEST);
  if (/[\udc00-\udfff]/.test(text[end] || "")) end -= 1;
  const shown = spans
    .filter((span) => span.start <= end && span.end >= start)
    .map((span) => ({ ...span, start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }));
  return { text: text.slice(start, end), spans: shown, before: start > 0, after: end < text.length };
}

/** Fill an element with a part of a text: what a row of the table shows. */
function markBriefly(into, text, spans, words) {
  const part = cutting(text, [...placed(text, spans), ...occurrences(text, words)]);
  if (part.before) into.append("… ");
  for (const run of runs(part.text, part.spans)) into.append(...drawn(run));
  if (part.after) into.append(" …");
  return into;
}
