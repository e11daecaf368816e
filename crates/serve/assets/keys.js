// Keys become clicks on what is on the page: [data-key] at once, [data-go] after g. Nothing works only by this.
"use strict";
(() => {
  const OFF = "standpoint-keys-off";
  const stored = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  let off = stored(), afterG = false;
  const box = document.getElementById("keys-off");
  if (box) {
    box.checked = off;
    box.parentElement.hidden = false;
    box.addEventListener("change", () => {
      off = box.checked;
      try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* It holds for this page. */ }
    });
  }
  const waiting = document.querySelector("[data-reload]");
  if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.reload));
  const isTyping = (element) =>
    element instanceof HTMLElement && element.matches("input:not([type=checkbox]):not([type=radio]),textarea,select");
  const evidence = () => [...document.querySelectorAll("[data-stop]")];
  const step = (by) => {
    const all = evidence();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (off) return;
    const key = event.key;
    if (afterG) {
      afterG = false;
      const page = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
      if (page) { event.preventDefault(); page.click(); }
      return;
    }
    if (key === "g") { afterG = true; return; }
    if (key === "j" || key === "k") { event.preventDefault(); step(key === "j" ? 1 : -1); return; }
    const wanted = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (isTyping(wanted)) wanted.focus(); else wanted.click();
  });
})();
