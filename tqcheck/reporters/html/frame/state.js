// What is looked for, how it is sorted and which segment is open; the address of the page says it, so links keep it.

const FACETS = ["severity", "check", "file", "language"];
const SORTS = {
  worst: "Worst first",
  risk: "Risk",
  severity: "Severity",
  findings: "Number of findings",
  order: "Order of the input",
  file: "File",
  language: "Languages",
};

const fresh = () => ({
  q: "", severity: new Set(), check: new Set(), file: new Set(), language: new Set(), from: 0, to: 1,
  only: false, aside: false, sort: "worst", reversed: false,
}); // prettier-ignore

/** How each value of a facet is called in addresses, by its number. */
function values(facet, overview) {
  if (facet === "severity") return SEVERITIES;
  if (facet === "check") return overview.checks.map(([code]) => code);
  if (facet === "file") return overview.files.map(([path]) => path);
  return overview.languages.map(tagged);
}

/** `fr → en`, or one tag where there is only one. */
const tagged = ([[source], [target]]) => [source, target].filter(Boolean).join(" → ") || "unknown";

/** Return the state that an address speaks of, and which segment is open: `{id, row}` or null. */
function addressed(hash, overview) {
  const state = fresh();
  const text = hash.replace(/^#/, "");
  if (!text) return { state, open: null };
  if (!text.includes("=")) return { state, open: { id: decoded(text), row: null } };
  const given = new URLSearchParams(text);
  for (const facet of FACETS) {
    const known = new Map(values(facet, overview).map((value, number) => [value, number]));
    state[facet] = new Set(given.getAll(facet).map((value) => known.get(value)).filter((n) => n !== undefined));
  }
  state.q = given.get("q") || "";
  state.from = bounded(given.get("from"), 0);
  state.to = bounded(given.get("to"), 1);
  state.only = given.has("only");
  state.aside = given.has("aside");
  state.sort = Object.hasOwn(SORTS, given.get("sort")) ? given.get("sort") : "worst";
  state.reversed = given.has("reversed");
  const row = Number.parseInt(given.get("row"), 10);
  return { state, open: given.has("id") ? { id: given.get("id"), row: Number.isNaN(row) ? null : row - 1 } : null };
}

/** Return the address that speaks of a state and of an open segment. */
function address(state, open, overview) {
  const said = new URLSearchParams();
  if (open) {
    said.set("id", open.id);
    said.set("row", open.row + 1);
  }
  if (state.q) said.set("q", state.q);
  for (const facet of FACETS) {
    const known = values(facet, overview);
    for (const number of state[facet]) said.append(facet, known[number]);
  }
  if (state.from > 0) said.set("from", state.from);
  if (state.to < 1) said.set("to", state.to);
  for (const name of ["only", "aside", "reversed"]) if (state[name]) said.set(name, "1");
  if (state.sort !== "worst") said.set("sort", state.sort);
  return `#${said}`;
}

function bounded(text, otherwise) {
  const value = Number.parseFloat(text);
  return value >= 0 && value <= 1 ? value : otherwise;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether anything is looked for. */
const narrowed = (state) =>
  state.q !== "" || FACETS.some((facet) => state[facet].size) || state.from > 0 || state.to < 1 || state.only;
