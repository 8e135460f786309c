"use strict";
const root = document.documentElement;
// Before the page is painted, so that what is closed never flashes open.
root.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = [...document.querySelectorAll(".part")];
  const rows = [...document.querySelectorAll("tr.fact")].map((row) => ({
    row,
    more: row.nextElementSibling,
    button: row.querySelector("button"),
    sources: new Set(row.dataset.sources.split(" ")),
    voices: new Set(row.dataset.voices.split(" ")),
    text: null,
  }));
  const byId = new Map(rows.map((entry) => [entry.row.id, entry]));

  // With scripts, a browser keeps what stands in noscript as one string; a page of thousands of questions opens at
  // once because each is only parsed when somebody opens it. The string is the template's own, escaped like the rest.
  const fill = (entry) => {
    const held = entry.more.querySelector("noscript");
    if (held) held.replaceWith(...new DOMParser().parseFromString(held.textContent, "text/html").body.childNodes);
  };

  const toggle = (entry, open) => {
    fill(entry);
    entry.more.classList.toggle("open", open);
    entry.button.setAttribute("aria-expanded", String(entry.more.classList.contains("open")));
  };

  const filter = () => {
    const wanted = new FormData(form);
    const statuses = new Set(wanted.getAll("status"));
    const words = fold(wanted.get("search")).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of rows) {
      const { row } = entry;
      let match = statuses.has(row.dataset.status)
        && (!wanted.get("severity") || wanted.get("severity") === row.dataset.severity)
        && (!wanted.get("kind") || wanted.get("kind") === row.dataset.kind)
        && (!wanted.get("source") || entry.sources.has(wanted.get("source")))
        && (!wanted.get("voice") || entry.voices.has(wanted.get("voice")));
      if (match && words.length > 0) {
        entry.text ??= fold((row.textContent + " " + entry.more.textContent).replace(/<[^>]*>/g, " "));
        match = words.every((word) => entry.text.includes(word));
      }
      row.hidden = !match;
      entry.more.hidden = !match;
      shown += match ? 1 : 0;
    }
    for (const part of parts) part.hidden = part.querySelector("tr.fact:not([hidden])") === null;
    // Until now, the style alone kept out of sight, and out of the layout, what the filters leave out at first.
    root.classList.add("filtered");
    count.textContent = count.dataset.told.replace("{shown}", shown).replace("{all}", rows.length);
    nothing.hidden = shown > 0;
  };

  const reset = () => {
    form.reset();
    for (const box of form.querySelectorAll("input[name=status]")) box.checked = true;
    filter();
  };

  const visible = () => rows.filter((entry) => !entry.row.hidden);
  const step = (by) => {
    const list = visible();
    const at = list.findIndex((entry) => entry.button === document.activeElement);
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)];
    if (next) {
      next.button.focus();
      next.row.scrollIntoView({ block: "nearest" });
    }
  };

  // A link may lead to what is closed or filtered away.
  const reveal = () => {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const entry = byId.get(id);
    if (entry) {
      if (entry.row.hidden) reset();
      toggle(entry, true);
      entry.button.focus({ preventScroll: true });
    }
    const target = id && document.getElementById(id);
    const closed = target && target.closest("details");
    if (closed) closed.open = true;
    // What comes into sight on the way is laid out only then, and may push the target away again.
    const show = () => target.scrollIntoView({ block: entry ? "start" : "center" });
    if (target) {
      show();
      requestAnimationFrame(() => requestAnimationFrame(show));
    }
  };

  document.getElementById("questions").addEventListener("click", (event) => {
    const button = event.target.closest("tr.fact th button");
    if (button) {
      const entry = byId.get(button.closest("tr").id);
      toggle(entry, !entry.more.classList.contains("open"));
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "Escape" && event.target.name === "search") {
      form.elements.search.value = "";
      filter();
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      form.elements.search.focus();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  document.getElementById("open-all").addEventListener("click", () => visible().forEach((entry) => toggle(entry, true)));
  document.getElementById("close-all").addEventListener("click", () => rows.forEach((entry) => toggle(entry, false)));
  document.getElementById("reset").addEventListener("click", reset);
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => visible().forEach(fill));
  filter();
  reveal();
});
