// Search as one types; the address keeps the query. Snippets show the place on the scan.
import { ask, say, typing } from "./frame.js";
import { crop } from "./crop.js";

const input = document.getElementById("q");
const place = document.getElementById("answer");
let turn = 0;

function element(name, parent, text = "", kind = "") {
  const made = parent.appendChild(document.createElement(name));
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function marked(parent, snippet) {
  let at = 0;
  const letters = [...snippet.text];
  for (const [from, to] of snippet.marks) {
    parent.append(letters.slice(at, from).join(""));
    element("mark", parent, letters.slice(from, to).join(""));
    at = to;
  }
  parent.append(letters.slice(at).join(""));
}

function show(answer) {
  place.replaceChildren();
  const more = answer.more_than_total ? "+" : "";
  const said = answer.corrected ? `${place.dataset.meant}: ${answer.corrected}` : `${place.dataset.understood}: ${answer.understood}`;
  element("p", place, `${answer.total}${more} ${place.dataset.results} · ${said}`, "understood").setAttribute("role", "status");
  const list = element("ol", place, "", "list");
  for (const { letter, snippet } of answer.hits) {
    const link = element("a", element("li", list));
    link.href = `/letters/${letter.id}`;
    const code = element("span", link, letter.code ?? "—", "code");
    if (letter.is_draft) element("small", code, ` (${place.dataset.draft})`);
    const what = element("span", link, "", "what");
    element("b", what, letter.issuer ?? letter.name);
    what.append(document.createElement("br"), letter.subject ?? "");
    element("span", link, (letter.issued_on ?? "").split("-").reverse().join("/"), "when");
    if (snippet) {
      const why = element("span", link, "", "why");
      marked(why, snippet);
      if (snippet.boxes.length) why.append(crop(letter.id, snippet.page, snippet.boxes[0], { wide: 0.45, tall: 0.025 }));
    }
  }
  if (!answer.hits.length) element("p", place, place.dataset.none, "empty");
  if (answer.next) {
    const next = element("a", place, place.dataset.more, "button");
    next.href = `/search?q=${encodeURIComponent(answer.query)}&after=${encodeURIComponent(answer.next)}`;
  }
}

const filters = [...document.querySelectorAll("[data-filter]")];
function pressed() {
  for (const one of filters) one.setAttribute("aria-pressed", String(input.value.includes(one.dataset.filter)));
}

async function find() {
  const mine = ++turn;
  const q = input.value.trim();
  pressed();
  history.replaceState(null, "", q ? `/search?q=${encodeURIComponent(q)}` : "/search");
  if (!q) { place.replaceChildren(); return; }
  try {
    const answer = await ask(`/api/search?q=${encodeURIComponent(q)}`);
    if (mine === turn) show(answer);
  } catch (error) {
    if (mine === turn) say(error.message);
  }
}

let timer;
input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 140); });
input.form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
document.getElementById("facets").addEventListener("click", (event) => {
  const filter = event.target.closest("button")?.dataset.filter;
  if (!filter) return;
  input.value = input.value.includes(filter) ? input.value.replace(filter, "").trim() : `${input.value} ${filter}`.trim();
  find();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event)) { event.preventDefault(); input.focus(); }
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const links = [input, ...place.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
});
pressed();
if (input.value && !new URLSearchParams(location.search).has("after")) find();
