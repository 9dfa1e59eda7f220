// The values of the charts: pointing at a drawing, tapping it, or the arrow keys tell the nearest.
for (const chart of document.querySelectorAll(".tp-chart")) tellValues(chart);

/** @param {Element} chart */
function tellValues(chart) {
  const drawing = /** @type {HTMLElement | null} */ (chart.querySelector("[role=img]"));
  const said = /** @type {HTMLElement | null} */ (chart.querySelector(".tp-value"));
  if (!drawing || !said) return;
  said.hidden = false;
  drawing.tabIndex = 0;

  // Of the drawings for wide and narrow screens, the marks of the one that is shown.
  const marks = () =>
    Array.from(drawing.querySelectorAll(".tp-point"))
      .filter((mark) => mark.getClientRects().length)
      .map((mark) => ({ mark, box: mark.getBoundingClientRect() }));
  let told = -1;
  const tell = (index, mark) => {
    told = index;
    for (const old of drawing.querySelectorAll(".tp-told")) old.classList.remove("tp-told");
    mark.classList.add("tp-told");
    said.textContent = mark.textContent;
  };
  const near = ({ clientX, clientY }) => {
    const away = marks().map(({ mark, box }) => ({
      mark,
      far: Math.hypot(box.x + box.width / 2 - clientX, box.y + box.height / 2 - clientY),
    }));
    const least = Math.min(...away.map(({ far }) => far));
    const index = away.findIndex(({ far }) => far === least);
    if (index >= 0) tell(index, away[index].mark);
  };
  drawing.addEventListener("pointermove", near);
  drawing.addEventListener("pointerdown", near);
  drawing.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const shown = marks();
    if (!step || !shown.length) return;
    event.preventDefault();
    const first = step > 0 ? 0 : shown.length - 1;
    const next = told < 0 ? first : (told + step + shown.length) % shown.length;
    tell(next, shown[next].mark);
  });
}
