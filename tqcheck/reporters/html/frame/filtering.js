// Which rows are shown, in which order.

/** Rows that pass every filter but the search, in the order of the input. */
function filtered(report, state) {
  const rows = new Uint32Array(report.count);
  const [least, most] = [Math.round(state.from * 10000), Math.round(state.to * 10000)];
  const { severity, check, file, language, aside } = state;
  const ofFinding = severity.size || check.size;
  let count = 0;
  for (let row = 0; row < report.count; row++) {
    if (report.risk[row] < least || (report.risk[row] >= most && most < 10000)) continue; // half-open, but for 1
    if (file.size && !file.has(report.file[row])) continue;
    if (language.size && !language.has(report.languages[row])) continue;
    if (ofFinding || state.only) {
      const shorts = report.shorts(row, aside);
      if (!shorts.length || (ofFinding && !shorts.some((short) => wanted(short, severity, check)))) continue;
    }
    rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** One finding answers to both, severity and check. */
function wanted(short, severity, check) {
  return (!severity.size || severity.has(short & 3)) && (!check.size || check.has(short >> 2));
}

const folded = (text) => text.normalize("NFC").toLowerCase();

/** Everything of a row that a search looks at. */
function haystack(report, block, place) {
  const more = block.more[place];
  const parts = [block.source[place], block.target[place], block.id[place], block.key[place]];
  if (more) {
    for (const finding of [...(more.findings || []), ...(more.aside || [])]) {
      parts.push(...report.overview.checks[finding[0]].slice(0, 2), finding[3]);
    }
    parts.push(more.note, more.document, more.back && more.back[0]);
  }
  return folded(parts.filter(Boolean).join("\n"));
}

/** Those of `rows`, which stand in the order of the input, that hold the words; null when `stale` says to stop. */
async function searched(report, rows, words, stale) {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  let current = -1;
  let block = null;
  let breath = performance.now();
  for (const row of rows) {
    const number = Math.floor(row / BLOCK);
    if (number !== current) {
      block = await report.block(number);
      current = number;
      if (performance.now() - breath > 24) {
        await new Promise((resume) => setTimeout(resume));
        breath = performance.now();
      }
      if (stale()) return null;
      block.folded ||= [];
    }
    const place = row % BLOCK;
    block.folded[place] ??= haystack(report, block, place);
    if (block.folded[place].includes(words)) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** The same rows, sorted; rows of like worth keep the order of the input. */
function sorted(report, rows, state) {
  const order = Uint32Array.from(rows);
  const worth = worths(report, rows, state);
  const way = state.reversed ? -1 : 1;
  if (worth) order.sort((a, b) => way * (worth[b] - worth[a]) || a - b);
  else if (state.reversed) order.reverse();
  return order;
}

/** A number for each row, the greatest first; null for the order of the input. */
function worths(report, rows, state) {
  if (state.sort === "order") return null;
  const worth = new Float64Array(report.count);
  const places = state.sort === "file" ? alphabetical(values("file", report.overview))
    : state.sort === "language" ? alphabetical(values("language", report.overview)) : null; // prettier-ignore
  for (const row of rows) worth[row] = worthOf(report, row, state, places);
  return worth;
}

function worthOf(report, row, { sort, aside }, places) {
  const risk = report.risk[row] / 10001;
  if (sort === "risk") return risk;
  if (sort === "worst") return risk + (report.worst(row, aside) === 3 ? 1 : 0);
  if (sort === "severity") return report.worst(row, aside) + risk;
  if (sort === "findings") return report.shorts(row, aside).length + risk;
  return -places[sort === "file" ? report.file[row] : report.languages[row]];
}

/** The place of each name when they stand in order. */
function alphabetical(names) {
  const order = names.map((_, number) => number).sort((a, b) => names[a].localeCompare(names[b], "en"));
  const places = [];
  order.forEach((number, place) => (places[number] = place));
  return places;
}
