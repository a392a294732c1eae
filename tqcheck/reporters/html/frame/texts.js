// Texts as they are shown: code points, directions, and characters that nobody would see.

// Controls, bidirectional embeddings, overrides and isolates, byte order marks, line separators, lone surrogates: they
// are shown by their names, always, for they would reorder or break the page's own words.
const HARMFUL =
  /\r\n|[\n\t]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;
const BLANK =
  /[^\S\n\t ]|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u3164\uffa0]|[\u{e0000}-\u{e007f}]/gu;
const EDGES = /^\s+|\s+$/gu;
const NAMES = {
  0x00a0: "no-break space", 0x00ad: "soft hyphen", 0x061c: "Arabic letter mark", 0x180e: "Mongolian vowel separator",
  0x200b: "zero-width space", 0x200c: "zero-width non-joiner", 0x200d: "zero-width joiner",
  0x200e: "left-to-right mark", 0x200f: "right-to-left mark", 0x2028: "line separator", 0x2029: "paragraph separator",
  0x202a: "left-to-right embedding", 0x202b: "right-to-left embedding", 0x202c: "pop directional formatting",
  0x202d: "left-to-right override", 0x202e: "right-to-left override", 0x202f: "narrow no-break space",
  0x2060: "word joiner", 0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate",
  0x2068: "first strong isolate", 0x2069: "pop directional isolate", 0x3000: "ideographic space",
  0xfeff: "byte order mark",
}; // prettier-ignore

/** Code points → UTF-16 units: places of a text, in rising order, as JavaScript counts them. */
function units(text, points) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return points.map((point) => Math.min(point, text.length));
  const found = [];
  let unit = 0;
  let point = 0;
  for (const wanted of points) {
    while (point < wanted && unit < text.length) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    found.push(unit);
  }
  return found;
}

const LETTER = /\p{L}/u;
const RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}\p{Script=Yezidi}]/u;

/** The direction of a text: that of its language, unless most of its letters run the other way. */
function direction(text, right) {
  let letters = 0;
  let against = 0;
  for (const character of text.slice(0, 400)) {
    if (!LETTER.test(character)) continue;
    letters += 1;
    against += RIGHT.test(character) !== right;
  }
  return right !== (letters > 0 && against / letters > 0.7) ? "rtl" : "ltr";
}

/** A character by its number, and by its name where it has one that people know. */
function named(character, shown) {
  const code = character.codePointAt(0);
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const title = NAMES[code] ? `${number} ${NAMES[code]}` : number;
  return element("span", { class: "control", title }, shown || `⟨${number}⟩`);
}

/** What stands for a blank: a letter of its own, so that it can be seen. */
function blank(character) {
  if (character === " ") return element("span", { class: "control", title: "space" }, "␣");
  return named(character, character === "\u00a0" || character === "\u202f" ? "⍽" : null);
}

/** Text as nodes, with everything harmful made visible, and with the blanks that `shown` matches. */
function nodes(text, shown) {
  const made = [];
  const parted = (part, pattern, draw, rest) => {
    let end = 0;
    for (const match of part.matchAll(pattern)) {
      if (match.index > end) rest(part.slice(end, match.index));
      draw(match[0]);
      end = match.index + match[0].length;
    }
    if (end < part.length) rest(part.slice(end));
  };
  const plain = (part) => made.push(document.createTextNode(part));
  const blanks = (part) => (shown ? parted(part, shown, (c) => made.push(blank(c)), plain) : plain(part));
  parted(text, HARMFUL, (c) => made.push(control(c)), blanks);
  return made;
}

function control(character) {
  if (character === "\t") return element("span", { class: "control", title: "tab" }, "⇥\t");
  if (/^\r?\n$/.test(character)) return element("span", { class: "control", title: "line end" }, "↵\n");
  return named(character);
}

const SPACES = new RegExp(`${BLANK.source}| `, "gu");

/** Text inside a mark: where it has no letter and no digit, every blank is drawn; otherwise those at its edges. */
function exposed(text) {
  if (!/[\p{L}\p{N}]/u.test(text)) return nodes(text, SPACES);
  const edges = [...text.matchAll(EDGES)].map((match) => [match.index, match.index + match[0].length]);
  const start = edges.length && edges[0][0] === 0 ? edges[0][1] : 0;
  const end = edges.length && edges.at(-1)[1] === text.length && edges.at(-1)[0] ? edges.at(-1)[0] : text.length;
  return [...nodes(text.slice(0, start), SPACES), ...nodes(text.slice(start, end)), ...nodes(text.slice(end), SPACES)];
}

/** Text on one line, harmless, as a string: for titles and for what is said. */
function oneline(text) {
  return text.replace(HARMFUL, (c) => (/^\s$|^\r\n$/.test(c) && c < "\u000e" ? " " : `⟨U+${hex(c)}⟩`));
}

const hex = (character) => character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
