// What is wider than its place is scrolled; so that a keyboard can do that, Tab stops at it.
const scrolled = ".tp-scroll, .tp-chart, .md-typeset__scrollwrap, pre, pre > code";
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
    cue(target);
  }
});
for (const region of document.querySelectorAll(scrolled)) {
  widths.observe(region);
  region.addEventListener("scroll", () => cue(region), { passive: true });
}

// Where more is out of sight to the right, the style sheet says so.
/** @param {Element} region */
function cue(region) {
  const left = region.scrollWidth - region.clientWidth - region.scrollLeft;
  region.classList.toggle("tp-more", left > 1);
}

// What an address names is shown, even where it is folded: not every browser unfolds it.
function unfold() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = named?.parentElement?.closest("details:not([open])");
  if (!(folded instanceof HTMLDetailsElement)) return;
  folded.open = true;
  named?.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();
