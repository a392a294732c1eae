// The data: an overview, an index that is unpacked at once, and texts that are unpacked when they are needed.

const BLOCK = 500; // rows a block of texts, as columns.py writes them
const KEPT = 400; // blocks of texts that stay unpacked: those of 200,000 rows

/** Unpack JSON, deflated, in base64. */
async function unpacked(script) {
  const binary = atob(script.textContent);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(inflated).json();
}

const blocks = (kind) => [...document.querySelectorAll(`script[data-block="${kind}"]`)];

class Report {
  static async read(overview) {
    return new Report(overview, await Promise.all(blocks("index").map(unpacked)));
  }

  constructor(overview, parts) {
    this.overview = overview;
    this.named = briefly(overview.files.map(([path]) => path));
    this.count = overview.segments;
    this.packed = blocks("rows");
    this.unpacked = new Map();
    this.coming = new Map();
    const joined = (name, Kind) => Kind.from(parts.flatMap((part) => part[name]));
    this.risk = joined("risk", Uint16Array);
    this.file = joined("file", Uint32Array);
    this.languages = joined("languages", Uint32Array);
    this.found = joined("found", Uint32Array);
    this.aside = joined("aside", Uint32Array);
    this.first = starts(joined("count", Uint32Array));
    this.firstAside = starts(joined("asides", Uint32Array));
  }

  /** The findings of a row as `check * 4 + rank`, those set aside after them if they are asked for. */
  shorts(row, aside) {
    const found = this.found.subarray(this.first[row], this.first[row + 1]);
    const set = aside ? this.aside.subarray(this.firstAside[row], this.firstAside[row + 1]) : [];
    return set.length ? [...found, ...set] : found;
  }

  /** The rank of the worst finding; -1 for none. */
  worst(row, aside) {
    let worst = -1;
    for (const short of this.shorts(row, aside)) worst = Math.max(worst, short & 3);
    return worst;
  }

  /** The texts of a block, or a promise of them. */
  block(number) {
    const ready = this.unpacked.get(number);
    if (ready) {
      this.unpacked.delete(number);
      this.unpacked.set(number, ready); // the most recent stand last
      return ready;
    }
    if (!this.coming.has(number)) this.coming.set(number, this.unpack(number));
    return this.coming.get(number);
  }

  async unpack(number) {
    const block = await unpacked(this.packed[number]);
    this.coming.delete(number);
    this.unpacked.set(number, block);
    if (this.unpacked.size > KEPT) this.unpacked.delete(this.unpacked.keys().next().value);
    return block;
  }

  /** A row with its texts; null while its block is packed. */
  ready(row) {
    const block = this.unpacked.get(Math.floor(row / BLOCK));
    return block ? this.segment(row, block) : null;
  }

  async row(row) {
    return this.segment(row, await this.block(Math.floor(row / BLOCK)));
  }

  segment(row, block) {
    const place = row % BLOCK;
    const [source, target, sourceRight, targetRight] = this.pair(row);
    const more = block.more[place] || {};
    return {
      row,
      id: block.id[place],
      texts: [block.source[place], block.target[place]],
      tags: [source, target],
      right: [sourceRight, targetRight],
      line: block.line[place],
      key: block.key[place],
      path: this.overview.files[this.file[row]][0],
      file: this.named[this.file[row]],
      risk: this.risk[row] / 10000,
      more,
      findings: (more.findings || []).map((written) => this.finding(written)),
      asides: (more.aside || []).map((written) => this.finding(written)),
      because: this.weighed(more.because),
      scores: this.weighed(more.scores),
    };
  }

  finding([check, rank, confidence, message, evidence, spans, fix, advice, by = "", reason = ""]) {
    const [code, name] = this.overview.checks[check];
    return { code, name, rank, confidence, message, evidence, spans, fix, advice, by, reason };
  }

  weighed(numbers = []) {
    const names = this.overview.names;
    const pairs = [];
    for (let i = 0; i < numbers.length; i += 2) pairs.push([names[numbers[i]], numbers[i + 1] / 1000]);
    return pairs;
  }

  /** The languages of a row: source, target, and whether each is written from right to left. */
  pair(row) {
    const [[source, sourceRight], [target, targetRight]] = this.overview.languages[this.languages[row]];
    return [source, target, sourceRight === 1, targetRight === 1];
  }
}

/** Where each row's part begins, from how many each has. */
function starts(counts) {
  const first = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) first[i + 1] = first[i] + counts[i];
  return first;
}

/** The names of files, each with so many of its folders that no other is called the same. */
function briefly(paths) {
  const parts = paths.map((path) => path.split("/"));
  const end = (each, length) => each.slice(-length).join("/");
  const named = paths.map(() => "");
  let open = paths.map((_, number) => number);
  for (let length = 1; open.length; length++) {
    const times = new Map();
    for (const number of open) times.set(end(parts[number], length), (times.get(end(parts[number], length)) || 0) + 1);
    open = open.filter((number) => {
      named[number] = end(parts[number], length);
      return times.get(named[number]) > 1 && length < parts[number].length;
    });
  }
  return named;
}
