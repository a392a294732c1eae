// Paper: the overview, and the segments that are shown, the first of them, each whole.

const PRINTED = 300;

async function prepare(report, rows, state) {
  const first = [...rows.subarray(0, PRINTED)];
  await Promise.all(first.map((row) => report.row(row)));
  fillPaper(report, rows, state);
}

/** Fill the paper with what is unpacked; a browser that prints by its own menu does not wait for more. */
function fillPaper(report, rows, state) {
  const first = [...rows.subarray(0, PRINTED)].map((row) => report.ready(row)).filter(Boolean);
  const told = `${plural(rows.length, "segment")}${narrowed(state) ? " chosen" : ""}; ${
    first.length < rows.length ? `the first ${counted(first.length)} are printed` : "all are printed"
  }. ${SORTS[state.sort]}.`;
  byId("paper").replaceChildren(
    element("p", { class: "told" }, told), ...first.map((segment) => article(segment, { aside: state.aside, print: true })),
  ); // prettier-ignore
}

function emptyPaper() {
  byId("paper").replaceChildren();
}
