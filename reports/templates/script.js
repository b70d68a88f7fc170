"use strict";
(() => {
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  root.classList.add("js");

  // Language: every text stands in the page twice; the root's language decides which is shown.
  const speak = (language) => {
    root.lang = language === "zh" ? "zh-CN" : "en";
    for (const button of all("button[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
    for (const option of all("option[data-zh]")) option.textContent = option.dataset[language];
  };
  for (const button of all("button[data-language]")) button.addEventListener("click", () => speak(button.dataset.language));

  // Views: a link may lead into a view that is not shown, or into a fold.
  const views = all("nav.views a");
  const view = (name) => {
    if (!views.length) return;
    root.dataset.view = name;
    for (const link of views) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const focused = (target, how) => {
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus(how);
  };
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    const within = target.closest(".view");
    if (within) view(within.id);
    target.hidden = false;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.scrollIntoView({ block: target.classList.contains("view") ? "start" : "center" });
    focused(target, { preventScroll: true });
  };
  view("filer");
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", reveal);
  // The same link again changes no hash.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) reveal();
  });

  // Ticks are remembered by the file's fingerprint; where storage is barred they last as long as the page.
  const main = document.querySelector("main");
  const store = `jixiao:${main?.dataset.file}`;
  let ticked = new Set();
  try { ticked = new Set(JSON.parse(localStorage.getItem(store) || "[]")); } catch { /* barred */ }
  const ticks = all("input.tick");
  const items = all("ol.findings > .finding");
  const form = document.querySelector("form.filter[aria-labelledby=filter-name]");
  const count = () => {
    const done = document.querySelector(".done");
    if (done) done.textContent = String(items.filter((item) => item.classList.contains("ticked")).length);
  };
  const struck = (box) => box.closest(".finding")?.classList.toggle("ticked", box.checked);
  for (const box of ticks) {
    box.checked = ticked.has(box.dataset.key);
    struck(box);
    box.addEventListener("change", () => {
      ticked[box.checked ? "add" : "delete"](box.dataset.key);
      try { localStorage.setItem(store, JSON.stringify([...ticked])); } catch { /* barred */ }
      struck(box);
      count();
    });
  }
  count();

  // A number says more where it is read out.
  for (const mark of all(".marks a")) mark.setAttribute("aria-labelledby", mark.hash.replace("#f", "n"));

  // Filters
  const filter = () => {
    const severities = new Set(all("[name=severity]:checked", form).map((box) => box.value));
    const family = form.elements.family.value;
    const table = form.elements.table?.value || "";
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const open = form.elements.open.checked;
    const narrowed = severities.size < 3 || family || table || words.length || open;
    let shown = 0;
    for (const item of items) {
      const own = item.dataset.family;
      const of = item.closest(".of-table").dataset.table;
      const text = words.length ? item.textContent.toLowerCase() : "";
      const fits = [...severities].some((severity) => item.classList.contains(severity)) && (!family || own === family) &&
        (!table || of === table) && !(open && item.classList.contains("ticked")) && words.every((word) => text.includes(word));
      item.hidden = !fits;
      shown += fits;
    }
    for (const part of all(".of-table, details.rest")) {
      part.hidden = !part.querySelector("ol.findings > .finding:not([hidden])");
      if (narrowed && part.matches("details") && !part.hidden) part.open = true;
    }
    form.querySelector(".shown").textContent = String(shown);
  };
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // Why: what a rule asks for stands once in the page, and is shown beside the finding.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".why > a");
    const says = link && document.querySelector(`${link.getAttribute("href")} dd`);
    if (!says) return;
    event.preventDefault();
    const shown = link.parentElement.querySelector(".says");
    link.setAttribute("aria-expanded", String(!shown));
    if (shown) { shown.remove(); return; }
    const copy = document.createElement("span");
    copy.className = "says";
    copy.append(...[...says.childNodes].map((part) => part.cloneNode(true)));
    link.after(copy);
  });

  // Copy
  for (const button of all("button.copy")) {
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
        const field = document.createElement("textarea");
        field.value = button.dataset.copy;
        document.body.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
      }
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1500);
    });
  }

  // Arrow keys lead from finding to finding, once one has the focus.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.activeElement;
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !here?.matches(".finding, input.tick")) return;
    const visible = items.filter((item) => item.checkVisibility());
    const next = visible[visible.indexOf(here.closest("ol.findings > .finding")) + step];
    if (!next) return;
    event.preventDefault();
    focused(next);
    next.scrollIntoView({ block: "nearest" });
  });

  // Paper has no folds, and no filter.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])").filter((part) => !part.matches(".ledger details"));
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
})();
