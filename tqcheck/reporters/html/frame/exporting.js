// The rows that are shown, as CSV for spreadsheets.

const HEADS = ["row", "file", "line", "id", "key", "source_lang", "target_lang", "source", "target", "risk", "severity",
  "findings", "checks", "messages", "back_translation"]; // prettier-ignore

// A spreadsheet takes what begins so for a formula, blanks before it or not, and runs it.
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@＝＋－＠|%]/u;

/** A cell: text that would be a formula gets an apostrophe before it; numbers stay numbers. */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvRow(segment, names, aside) {
  const findings = shownFindings(segment, aside);
  const worst = Math.max(-1, ...findings.map((finding) => finding.rank));
  const given = new Map(segment.scores);
  return [
    segment.row + 1, segment.path, segment.line, segment.id, segment.key, ...segment.tags, ...segment.texts, segment.risk,
    SEVERITIES[worst], findings.length, findings.map((f) => f.code).join(" "), findings.map((f) => f.message).join(" | "),
    segment.more.back && segment.more.back[0], ...names.map((name) => given.get(name)),
  ].map(cell).join(","); // prettier-ignore
}

/** The rows in their order. Blocks are unpacked one after the other, each once, wherever their rows go. */
async function csv(report, rows, { aside }) {
  const places = rows.map((_, place) => place).sort((a, b) => rows[a] - rows[b]);
  const lines = new Array(rows.length);
  const names = report.overview.scorers;
  for (const place of places) {
    lines[place] = csvRow(report.ready(rows[place]) || (await report.row(rows[place])), names, aside);
  }
  const head = [...HEADS, ...names.map((name) => `score_${name}`)].map(cell).join(",");
  return new Blob(["\ufeff", [head, ...lines, ""].join("\r\n")], { type: "text/csv;charset=utf-8" });
}


async function download(report, rows, state) {
  say(`Writing ${plural(rows.length, "row")} …`);
  const address = URL.createObjectURL(await csv(report, rows, state));
  const link = element("a", { href: address, download: "tqcheck.csv" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`${plural(rows.length, "row")} written to tqcheck.csv`);
}
