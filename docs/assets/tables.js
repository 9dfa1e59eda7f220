// What is wider than its place is scrolled; so that a keyboard can do that, Tab stops at it.
const scrolled = ".tp-scroll, .tp-chart, .md-typeset__scrollwrap, pre, pre > code";
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const region of document.querySelectorAll(scrolled)) widths.observe(region);
