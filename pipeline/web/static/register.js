// Register: sort by a column, look in the whole register as one types, print.
const place = document.getElementById("found");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const key = (text) => (/^\d\d\/\d\d\/\d{4}$/.test(text) ? text.split("/").reverse().join("") : plain(text));

place?.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head) return;
  const table = head.closest("table");
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const at = head.cellIndex;
  const rows = [...table.tBodies[0].rows].sort((a, b) => key(a.cells[at].textContent).localeCompare(key(b.cells[at].textContent), "vi", { numeric: true }));
  table.tBodies[0].append(...(up ? rows : rows.reverse()));
});

const input = document.getElementById("narrow");
let turn = 0;
let timer;
async function find() {
  const mine = ++turn;
  const where = `/register?${new URLSearchParams(new FormData(input.form))}`;
  const answer = await fetch(where).catch(() => null);
  if (mine !== turn || !answer?.ok) return; // half a filter is no filter yet: what was found stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("found");
  if (mine !== turn || !found) return;
  place.replaceChildren(...found.childNodes);
  history.replaceState(null, "", where);
}
input?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 200); });
input?.form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); find(); });
document.getElementById("print")?.addEventListener("click", () => print());
