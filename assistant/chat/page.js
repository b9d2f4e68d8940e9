// Behaviour that needs no server: citations lead to their cards, a new question comes into view.
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = (element, block) =>
    element.scrollIntoView({ behavior: calm ? "auto" : "smooth", block });

  // Only the sources of one exchange are shown; a citation of an earlier one brings its own.
  const showSources = (card) => {
    const section = card.closest("section.sources");
    document.querySelectorAll("section.sources").forEach((s) => (s.hidden = s !== section));
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".to-veteran")) {
      document.getElementById("to-veteran-pressed").click();
      return;
    }
    const link = event.target.closest("a.cite, a.back");
    if (!link) return;
    event.preventDefault();
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    document.querySelectorAll(".card.hit").forEach((c) => c.classList.remove("hit"));
    if (link.classList.contains("cite")) {
      showSources(target);
      target.classList.add("hit");
      target.focus({ preventScroll: true });
      move(target, "nearest");
    } else {
      move(target, "start");
    }
  });

  // Seconds beside the line that says what is happening, so that a long wait is seen to move.
  let since = 0;
  let timed = "";
  setInterval(() => {
    const elapsed = document.querySelector(".state .elapsed");
    if (!elapsed) {
      timed = "";
      return;
    }
    if (elapsed.dataset.turn !== timed) {
      timed = elapsed.dataset.turn;
      since = Date.now();
    }
    const seconds = Math.round((Date.now() - since) / 1000);
    if (seconds > 1) elapsed.textContent = elapsed.dataset.unit.replace("0", seconds);
  }, 1000);

  // A keyboard is ready to type on; on a touch screen the focus would raise the on-screen one.
  const typed = matchMedia("(hover: hover) and (pointer: fine)").matches;
  // Brought into view when a question is sent, and again when there is something to read below it.
  let seen = "";
  let met = false;
  const look = () => {
    const box = document.querySelector("#question textarea");
    if (box && typed && !met) {
      met = true;
      box.focus({ preventScroll: true });
    }
    const title = document.querySelector("[data-page-language]");
    if (title) document.documentElement.lang = title.dataset.pageLanguage;
    const log = document.querySelector(".log[data-turns]");
    const last = log && log.querySelector("section.exchange:last-of-type");
    const now = last ? `${log.dataset.turns} ${last.querySelector(".reply.empty") !== null}` : "";
    if (now === seen) return;
    seen = now;
    if (last) requestAnimationFrame(() => move(last, "start"));
  };
  new MutationObserver(look).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true,
    attributeFilter: ["class", "data-turns", "data-page-language"],
  });
})();
