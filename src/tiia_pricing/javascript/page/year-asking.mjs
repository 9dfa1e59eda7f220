/** The script of the year, a third of the page: it comes when the year is looked at or linked. */

import { byId, el } from "../page-parts/dom.mjs";

const own = document.currentScript;

/**
 * Have the script loaded once somebody comes near the year, or a link leads to one.
 *
 * @param {{hasYear(): boolean}} page
 */
export function whenAsked({ hasYear }) {
  const near = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) load();
  });

  function linked() {
    if (hasYear() || location.hash === "#year") load();
  }

  function load() {
    near.disconnect();
    removeEventListener("hashchange", linked);
    const beside = own instanceof HTMLScriptElement ? own.src : location.href;
    document.body.append(el("script", { src: new URL("calculator-year.js", beside).href }));
  }

  addEventListener("hashchange", linked);
  near.observe(byId("year"));
  linked();
}
