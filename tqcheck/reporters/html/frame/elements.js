// Elements are made here and only here. Text goes in as text nodes: nothing that a file says is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, `on…` listeners given as functions, and children: elements or strings. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function drawing(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const byId = (id) => document.getElementById(id);
const counted = (count) => count.toLocaleString("en");
const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;
const percent = (share) => `${share > 0 && share < 0.01 ? "< 1" : Math.round(100 * share)} %`;

/** Severities by rank; their shapes differ, so that nobody needs colours to tell them apart. */
const SEVERITIES = ["info", "minor", "major", "critical"];
const SHAPES = [
  "M8 3.2a4.8 4.8 0 1 0 .01 0zm0 1.8a3 3 0 1 1-.01 0z",
  "M8 3.2a4.8 4.8 0 1 0 .01 0z",
  "M8 2.2 14.6 13.6H1.4z",
  "M5.2 1.2h5.6L14.8 5.2v5.6l-4 4H5.2l-4-4V5.2zM7 4l.3 5.2h1.4L9 4zm0 6.4v1.8h2v-1.8z",
];

function sign(rank) {
  const shape = drawing("path", { d: SHAPES[rank], "fill-rule": "evenodd" });
  return drawing("svg", { class: `sign s${rank}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, shape);
}

/** Say something to people who hear the page, and show it for a moment to those who see it. */
function say(words) {
  const box = byId("said");
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => box.classList.remove("shown"), 2400);
}

/** Put text on the clipboard; without the permission of an open page by way of a selection. */
async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { readonly: true, class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(said);
}

/** Call `what` once, a moment after the last of many calls. */
function rested(what, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(what, milliseconds);
  };
}
