// Light and dark: as the system has it, or as one chose; set before anything is drawn.

const THEMES = { auto: "as the system", light: "light", dark: "dark" };
const night = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  try {
    return localStorage.getItem("tqcheck-theme") || "auto";
  } catch {
    return "auto"; // a browser may keep nothing for files
  }
}

function showTheme(name = theme()) {
  document.documentElement.dataset.theme = name === "auto" ? (night.matches ? "dark" : "light") : name;
  const button = byId("theme");
  if (button) button.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[name];
}

function nextTheme() {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(shownTheme) + 1) % names.length];
  shownTheme = next;
  try {
    localStorage.setItem("tqcheck-theme", next);
  } catch {
    // it lasts as long as the page then
  }
  showTheme(next);
  say(`Colours: ${THEMES[next]}`);
}

let shownTheme = theme();
showTheme(shownTheme);
night.addEventListener("change", () => showTheme(shownTheme));
