// A table that is wider than its place is scrolled; so that a keyboard can do that, Tab stops at it.
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const region of document.querySelectorAll(".tp-scroll, .md-typeset__scrollwrap")) {
  widths.observe(region);
}
