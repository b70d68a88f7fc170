"use strict";
(() => {
  const numeric = (text) => /^-?[\d.]+%?$/.test(text.trim()) ? parseFloat(text) : null;
  const compared = (a, b) => {
    const [x, y] = [numeric(a), numeric(b)];
    return x !== null && y !== null ? x - y : a.localeCompare(b, "zh");
  };

  // Headings become buttons that call `sorted(column, descending)`.
  const heads = (table, sorted) => {
    const cells = [...table.tHead.rows[0].cells];
    cells.forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const descending = cell.getAttribute("aria-sort") === "ascending";
        cells.forEach((other) => other.removeAttribute("aria-sort"));
        cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sorted(column, descending);
      });
    });
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    heads(table, (column, descending) => {
      const body = table.tBodies[0];
      const rows = [...body.rows];
      rows.sort((a, b) => compared(a.cells[column].textContent, b.cells[column].textContent) * (descending ? -1 : 1));
      body.append(...rows);
    });
  }

  const list = document.getElementById("list");
  if (!list) return;
  const { departments, filings } = JSON.parse(document.getElementById("data").textContent);
  const verdicts = list.dataset.verdicts.split("|").map((pair) => pair.split(":"));
  const form = document.querySelector(".filter");
  const pager = document.querySelector(".pager");
  const [previous, next] = pager.querySelectorAll("button");
  const PAGE = 100;
  let shown = filings;
  let start = 0;

  const escaped = (path) => path.split("/").map(encodeURIComponent).join("/");
  const cell = (row, text, kind) => {
    const made = row.insertCell();
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const drawn = () => {
    const body = list.tBodies[0];
    body.replaceChildren();
    for (const [path, project, department, verdict, errors, warnings, infos, page] of shown.slice(start, start + PAGE)) {
      const row = body.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      const link = document.createElement("a");
      link.href = page || `filings/${escaped(path)}.html`;
      link.textContent = path;
      head.append(link);
      row.append(head);
      cell(row, project);
      cell(row, departments[department]);
      cell(row, verdicts[verdict][1], verdicts[verdict][0]);
      for (const number of [errors, warnings, infos]) cell(row, number, "amount");
    }
    const last = Math.min(start + PAGE, shown.length);
    pager.querySelector("span").textContent = shown.length ? `${start + 1}–${last} / ${shown.length}` : list.dataset.none;
    previous.disabled = start === 0;
    next.disabled = last >= shown.length;
  };
  const chosen = () => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const department = form.department.value && form.department.selectedOptions[0].textContent;
    shown = filings.filter((row) => {
      if (form.verdict.value && row[3] !== Number(form.verdict.value)) return false;
      if (department && departments[row[2]] !== department) return false;
      const text = `${row[0]} ${row[1]} ${departments[row[2]]}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    start = 0;
    drawn();
  };
  heads(list, (column, descending) => {
    const value = (row) => (column === 2 ? departments[row[2]] : row[column]);
    const sign = descending ? -1 : 1;
    filings.sort((a, b) => sign * (typeof value(a) === "number" ? value(a) - value(b) : value(a).localeCompare(value(b), "zh")));
    chosen();
  });
  form.addEventListener("input", chosen);
  form.addEventListener("submit", (event) => event.preventDefault());
  previous.addEventListener("click", () => { start -= PAGE; drawn(); });
  next.addEventListener("click", () => { start += PAGE; drawn(); });
  for (const part of [form, pager, list]) part.hidden = false;
  drawn();
})();
