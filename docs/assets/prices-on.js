// The prices of any day on one page; the address says which: ?on=2020-05-01, or #on=2020-05-01.
const onForm = document.getElementById("tp-on");
if (onForm) pricesOn(onForm);

/** @param {HTMLElement} form */
function pricesOn(form) {
  /** @type {(selector: string) => HTMLElement[]} */
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("tp-on-day"));
  const [said] = all("#tp-on-said");
  const sections = all(".tp-on");
  const now = all(".tp-now");
  const { today = "", said: words = "", wrong = "" } = form.dataset;

  // A day that the calendar has: Date takes 2020-02-30 for the first of March.
  const isDay = (text) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  };
  /** @type {(section: HTMLElement, day: string) => boolean} */
  const holds = ({ dataset }, day) =>
    (!dataset.from || dataset.from <= day) && (!dataset.to || day < dataset.to);

  // What the address asks for; null where it asks for no day.
  const asked = () => {
    const section = sections.find((one) => `#${one.id}` === location.hash);
    if (section) return section.dataset.from || dayBefore(section.dataset.to);
    const fragment = location.hash.startsWith("#on=") ? location.hash.slice(4) : null;
    return fragment ?? new URLSearchParams(location.search).get("on");
  };
  const dayBefore = (day) =>
    day ? new Date(Date.parse(day) - 86400000).toISOString().slice(0, 10) : today;

  const show = (day) => {
    const [wanted] = sections.filter((one) => holds(one, day));
    const other = !("now" in wanted.dataset);
    for (const part of now) part.classList.toggle("tp-off", other);
    for (const one of sections) {
      one.hidden = !(other && one === wanted);
      one.classList.toggle("tp-off", one.hidden);
    }
    input.value = day;
    const fresh = `${words.replace("{day}", day)} ${wanted.dataset.words}`;
    if (said.textContent !== fresh) said.textContent = fresh;
  };

  // Into the address of this page and of its twin, so that a link leads to the same day.
  const write = (day, fragment) => {
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("a.md-select__link"))) {
      link.href = dated(link.href, day).href;
    }
    const url = dated(location.href, day);
    url.hash = fragment;
    if (url.href !== location.href) history.replaceState(null, "", url);
  };
  const dated = (address, day) => {
    const url = new URL(address);
    if (day === today) url.searchParams.delete("on");
    else url.searchParams.set("on", day);
    return url;
  };

  const turn = (day, fragment = "") => {
    show(day);
    write(day, fragment);
  };
  const read = () => {
    // A heading of today's prices, which may be hidden.
    const heading = now.find((part) => part.id && `#${part.id}` === location.hash);
    if (heading) {
      turn(today, location.hash);
      return heading.scrollIntoView();
    }
    const day = asked();
    if (day === null) return turn(today, location.hash);
    if (isDay(day)) return turn(day);
    show(today);
    said.textContent = wrong.replace("{day}", day);
  };

  input.addEventListener("input", () => isDay(input.value) && turn(input.value));
  document.getElementById("tp-on-today")?.addEventListener("click", () => turn(today));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", read);
  form.hidden = false;
  read();
}
