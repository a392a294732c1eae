// One segment with all that is known of it.

const SIDES = ["Source", "Translation"];

/** An article that shows a segment; `options.print` leaves out what paper cannot do. */
function article(segment, { aside = false, all = false, words = "", print = false } = {}) {
  const findings = shownFindings(segment, aside);
  const made = element("article", { class: "segment" },
    element("div", { class: "where" },
      element("bdi", { class: "file" }, nodes(placeNamed(segment))), identity(segment)),
    riskLine(segment),
    element("div", { class: "pair" }, SIDES.map((title, side) => oneSide(title, segment, side, { findings, all, words }))),
    backTranslation(segment),
    findingList(findings, segment),
    hidden(segment, aside),
    scores(segment),
    facts(segment)); // prettier-ignore
  if (!print) lighting(made);
  return made;
}

function riskLine(segment) {
  const reasons = segment.because.map(([what, weight]) =>
    element("li", {}, element("code", {}, nodes(what)), ` ${percent(weight)}`)); // prettier-ignore
  return element("div", { class: "risk" },
    element("span", { class: "unseen" }, "Risk "), element("span", { class: "value" }, segment.risk.toFixed(2)), gauge(segment.risk),
    reasons.length ? element("span", { class: "term", id: "because" }, "because of") : null,
    reasons.length ? element("ul", { class: "because", "aria-label": "Reasons with their shares of the risk" }, reasons) : null); // prettier-ignore
}

function oneSide(title, segment, side, { findings, all, words }) {
  const text = segment.texts[side];
  const tag = segment.tags[side];
  const body = text
    ? mark(textual("p", segment, side, { class: "text" }), text, spansOf(findings, side), { all, words: folded(words) })
    : element("p", { class: "text none" }, text === null ? "There is no source." : "Empty.");
  return element("section", { class: side ? "target" : "source" },
    element("h3", {}, title, tag ? element("span", {}, languageName(tag), " ", element("code", {}, tag)) : null), body); // prettier-ignore
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag);
  } catch {
    return "";
  }
}

function backTranslation({ more, tags, right }) {
  if (!more.back) return null;
  const [text, by, confidence] = more.back;
  const dir = direction(text, right[0]);
  return element("section", { class: "back" },
    element("h3", {}, "Back-translation", element("span", {}, nodes(by), confidence === null ? null : `, ${percent(confidence)} sure`)),
    element("p", { class: "text", lang: tags[0] || "und", dir }, nodes(text))); // prettier-ignore
}

function findingList(findings, segment) {
  if (!findings.length) return element("p", { class: "none" }, "No findings.");
  return element("ol", { class: "findings", "aria-label": "Findings" }, findings.map((finding, place) => oneFinding(finding, place + 1, segment)));
}

function oneFinding(finding, number, segment) {
  return element("li", { class: `finding s${finding.rank} ${finding.by ? "by" : ""}`.trim(), "data-number": number, tabindex: 0 },
    element("div", { class: "head" },
      element("span", { class: "number" }, number),
      element("span", { class: `severity s${finding.rank}` }, sign(finding.rank), SEVERITIES[finding.rank]),
      element("code", {}, finding.code), element("span", { class: "name" }, finding.name),
      element("span", { class: "sure" }, `${finding.confidence} % sure`)),
    element("p", { class: "message" }, nodes(finding.message)),
    finding.evidence ? element("p", { class: "evidence" }, nodes(finding.evidence)) : null,
    finding.by ? setAside(finding) : element("p", { class: "advice" }, nodes(finding.advice)),
    finding.fix && !finding.by ? mended(finding.fix, segment) : null); // prettier-ignore
}

function setAside({ by, reason }) {
  const why = by === "baseline" ? "the baseline knows it" : "a suppression";
  return element("p", { class: "advice" }, "Set aside: ", why, reason ? [": ", ...nodes(reason)] : null, ".");
}

/** The words around a fix, before and after. */
function mended([start, end, replacement], segment) {
  const text = segment.texts[1];
  const [from, to] = units(text, [start, end]);
  const dir = direction(text, segment.right[1]);
  const before = text.slice(0, from).match(/(?:^|(?<=\s)).{0,28}$/su)?.[0] ?? "";
  const after = text.slice(to).match(/^.{0,28}(?=\s|$)/su)?.[0] ?? "";
  const lang = segment.tags[1] || "und";
  return element("p", { class: "fix", lang, dir },
    before.length < from ? "… " : null, nodes(before), from < to ? element("del", {}, nodes(text.slice(from, to), SPACES)) : null,
    replacement ? element("ins", {}, nodes(replacement, SPACES)) : null,
    nodes(after), to + after.length < text.length ? " …" : null); // prettier-ignore
}

function hidden(segment, aside) {
  const count = segment.asides.length;
  return count && !aside ? element("p", { class: "none" }, `${plural(count, "finding")} set aside; “Set aside” above shows them.`) : null;
}

function scores(segment) {
  if (!segment.scores.length) return null;
  const rows = segment.scores.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, nodes(name)), element("td", {}, value.toFixed(3)), element("td", {}, gauge(value)))); // prettier-ignore
  return element("section", { class: "scores" }, element("h3", {}, "Scores"), element("table", {}, rows));
}

function facts(segment) {
  const { more, key } = segment;
  const told = [
    ["Key", key], ["Document", more.document], ["Form", more.variant], ["State", more.state], ["Note", more.note],
    ["Longest", more.longest && plural(more.longest, "character")],
    ["Alignment", more.alignment === undefined ? null : `${percent(more.alignment)} sure`],
  ].filter(([, value]) => value); // prettier-ignore
  if (!told.length) return null;
  return element("dl", { class: "facts" }, told.map(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, nodes(value))]));
}

/** A finding under the pointer or with the focus lights up its marks, and a mark its findings. */
function lighting(made) {
  const light = (numbers) => {
    for (const lit of made.querySelectorAll(".lit")) lit.classList.remove("lit");
    made.classList.toggle("lighting", numbers.length > 0);
    for (const number of numbers) {
      made.querySelector(`.finding[data-number="${number}"]`)?.classList.add("lit");
      made.querySelectorAll(`mark[data-findings~="${number}"]`).forEach((each) => each.classList.add("lit"));
    }
  };
  const meant = (event) => {
    const over = event.target.closest(".finding, mark[data-findings]");
    light(over ? (over.dataset.number || over.dataset.findings).split(" ") : []);
  };
  made.addEventListener("pointerover", meant);
  made.addEventListener("pointerleave", () => light([]));
  made.addEventListener("focusin", meant);
  made.addEventListener("focusout", () => light([]));
}
