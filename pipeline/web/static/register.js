// Register: sort by a column, narrow by words, print.
const table = document.getElementById("register") ?? document.createElement("table");
const body = table.tBodies[0];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const key = (text) => (/^\d\d\/\d\d\/\d{4}$/.test(text) ? text.split("/").reverse().join("") : plain(text));

table.tHead?.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head) return;
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const at = head.cellIndex;
  const rows = [...body.rows].sort((a, b) => key(a.cells[at].textContent).localeCompare(key(b.cells[at].textContent), "vi", { numeric: true }));
  body.append(...(up ? rows : rows.reverse()));
});
document.getElementById("narrow")?.addEventListener("input", (event) => {
  const wanted = plain(event.target.value);
  for (const row of body.rows) row.hidden = !plain(row.textContent).includes(wanted);
});
document.getElementById("print")?.addEventListener("click", () => print());
