(() => {
  const value = (text) => {
    const day = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text);
    if (day) return Number(day[3] + day[2] + day[1]);
    const share = /\(([\d.,]+)%\)$/.exec(text);
    const plain = (share ? share[1] : text.replace(/ điểm %$|%$/, "")).replaceAll(".", "").replace(",", ".");
    return plain !== "" && isFinite(plain) ? Number(plain) : text;
  };
  const words = new Intl.Collator("vi", { numeric: true }).compare;
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : words(String(a), String(b)));
  const sort = (table, head, place) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [row.cells[place].textContent.trim(), row]);
    const empty = rows.filter(([text]) => text === "");
    const told = rows.filter(([text]) => text !== "").map(([text, row]) => [value(text), row]);
    told.sort(([a], [b]) => (down ? order(b, a) : order(a, b)));
    const sorted = document.createDocumentFragment();
    for (const [, row] of [...told, ...empty]) sorted.append(row);
    body.append(sorted);
  };
  const roles = (nodes, role) => { for (const node of nodes) node.setAttribute("role", role); };
  const stack = (table) => {
    const titles = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
    roles([table], "table");
    roles(table.querySelectorAll("thead,tbody,tfoot"), "rowgroup");
    roles(table.rows, "row");
    roles(table.tHead.rows[0].cells, "columnheader");
    for (const cell of table.querySelectorAll("td")) {
      cell.setAttribute("role", "cell");
      cell.dataset.title = titles[cell.cellIndex];
      if (cell.textContent.trim() === "") cell.dataset.empty = "";
    }
    table.parentNode.classList.add("stack");
  };
  for (const table of document.querySelectorAll(".table > table")) {
    if (table.rows.length <= 300) stack(table);
    if (table.tBodies[0].rows.length < 2) continue;
    Array.from(table.tHead.rows[0].cells).forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", `Sắp xếp theo ${head.textContent}`);
      head.append(" ", button);
      head.addEventListener("click", () => sort(table, head, place));
    });
  }
})();
