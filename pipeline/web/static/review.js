// Review: the field in focus shows its box on the scan, a click on the scan finds the field.
import { ask, say, typing } from "./frame.js";
import { control, fieldAt, kept, written } from "./fields.js";
import { acts as looks, draw, scan, show } from "./scan.js";

const root = document.getElementById("review");
const { id, editor } = root.dataset;
const place = document.getElementById("rows");
const undone = [];
let version = Number(root.dataset.version);
let current = null;

const rows = () => [...place.querySelectorAll(".row")];
const evidence = (row) => JSON.parse(row.dataset.evidence || "[]");
const rowOf = (path) => place.querySelector(`.row[data-path="${CSS.escape(path)}"]`);
const fresh = (row) => row.closest("[data-fresh]");

function remember() {
  for (const row of rows()) row.dataset.was ??= kept(row);
}
remember();

// One correction may move other fields (a number makes the code): all are shown as the server has them.
function refresh(filed) {
  version = filed.summary.version;
  const corrected = new Set(filed.corrections.map((c) => c.field));
  for (const row of rows()) {
    const field = fieldAt(filed, row.dataset.path);
    if (field === undefined || field === null) continue;
    const plain = typeof field !== "object";
    const value = String((plain ? field : field.value) ?? "");
    const typed = row.contains(document.activeElement) && kept(row) !== row.dataset.was;
    row.dataset.was = value;
    if (!typed) control(row).value = written(row, value);
    row.classList.toggle("corrected", corrected.has(row.dataset.path));
    if (plain) continue;
    row.dataset.evidence = JSON.stringify(field.evidence);
    row.classList.toggle("doubtful", field.value !== null && field.confidence < 0.9);
    const sure = row.querySelector(".sure");
    if (sure) sure.textContent = field.value === null ? "–" : `${Math.floor(field.confidence * 100)} %`;
  }
}

// Where rows came or went the server draws them anew; what is being typed and where stays.
async function redraw() {
  const answer = await fetch(location.pathname);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const active = document.activeElement?.closest?.(".row");
  const typed = rows().filter((row) => kept(row) !== row.dataset.was).map((row) => [row.dataset.path, control(row).value]);
  const [focused, marked, at] = [active?.dataset.path, current?.dataset.path, rows().indexOf(current)];
  place.replaceChildren(...page.getElementById("rows").childNodes);
  document.getElementById("head").replaceChildren(...page.getElementById("head").childNodes);
  version = Number(page.getElementById("review").dataset.version);
  remember();
  for (const [path, text] of typed) if (rowOf(path)) control(rowOf(path)).value = text;
  current = null;
  const near = (marked && rowOf(marked)) ?? rows()[Math.min(at, rows().length - 1)]; // a dropped row leaves its place to the next
  if (near) focus(near);
  if (focused && rowOf(focused)) control(rowOf(focused)).focus();
}

function focus(row) {
  current?.classList.remove("current");
  row.classList.add("current");
  current = row;
  const places = evidence(row);
  show(places.find((e) => e.box)?.page ?? (scan.page || Number(root.dataset.first)), places);
}

// Changes go one after the other: each names the version that the one before has made.
let line = Promise.resolve();
function queued(act) {
  line = line.then(act, act);
  return line;
}
const set = (path, value, places) => ask(`/api/letters/${id}`, { method: "PATCH", body: { values: { [path]: value }, places: places ? { [path]: places } : {}, expected_version: version } });
const withdraw = (path) => ask(`/api/letters/${id}/corrections/${encodeURIComponent(path)}?expected_version=${version}`, { method: "DELETE" });

async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    trouble(error);
    return false;
  } finally {
    undoable();
  }
}

function keep(asked, value, places) {
  const { path } = asked.dataset;
  return queued(async () => {
    const row = rowOf(path) ?? asked; // drawn anew since it was asked for, perhaps
    if (value === row.dataset.was && !places) return true;
    row.classList.add("saving");
    const first = !row.classList.contains("corrected");
    const [before, stood, isNew] = [row.dataset.was, evidence(row), fresh(row)];
    const done = await attempt(async () => {
      const filed = await set(path, value, places);
      undone.push({ path, act: () => (first ? withdraw(path) : set(path, before, stood)), redraw: Boolean(isNew) });
      refresh(filed);
      if (isNew) await redraw();
      else control(row).value = written(row, row.dataset.was);
      if (places && current?.dataset.path === path) focus(rowOf(path) ?? current);
    });
    row.classList.remove("saving");
    return done;
  });
}

function drop(path) {
  return queued(() => attempt(async () => {
    refresh(await set(path, ""));
    undone.push({ path, act: () => withdraw(path), redraw: true });
    await redraw();
    say(root.dataset.saved);
  }));
}
function putBack(path) {
  return queued(() => attempt(async () => {
    await withdraw(path);
    undone.push({ path, act: () => set(path, ""), redraw: true });
    await redraw();
  }));
}

// A new row is only the page's until its first value is saved.
function add(items) {
  const known = place.querySelector(`[data-fresh="${CSS.escape(items)}"]`);
  if (known) { known.querySelector("input, textarea, select").focus(); return; }
  const made = place.querySelector(`template[data-new="${CSS.escape(items)}"]`).content.firstElementChild.cloneNode(true);
  made.dataset.fresh = items;
  place.querySelector(`[data-add="${CSS.escape(items)}"]`).closest(".adders").before(made);
  remember();
  made.querySelector("input, textarea, select").focus();
  made.scrollIntoView({ block: "nearest" });
}

function undo() {
  const last = undone.pop();
  undoable();
  if (!last) return;
  queued(() => attempt(async () => {
    const filed = await last.act();
    if (last.leave) { location.assign(`/letters/${filed.summary.id}`); return; }
    if (last.redraw) await redraw();
    else refresh(filed);
    if (rowOf(last.path)) focus(rowOf(last.path));
  }));
}
function undoable() {
  for (const b of document.querySelectorAll('[data-do="undo"]')) b.disabled = !undone.length;
}

function trouble(error) {
  if (error.status === 409) {
    sessionStorage.setItem("say", root.dataset.quicker);
    location.reload();
  } else {
    say(error.message || root.dataset.error);
  }
}
say(sessionStorage.getItem("say") ?? "");
sessionStorage.removeItem("say");

async function decide(what) {
  const saved = await Promise.all(rows().map((row) => keep(row, kept(row))));
  if (!saved.every(Boolean)) return;
  try {
    await line;
    await ask(`/api/letters/${id}/decision`, { method: "POST", body: { what, expected_version: version } });
    if (what === "accept") location.assign(root.dataset.next ? `/letters/${root.dataset.next}` : "/");
    else location.reload();
  } catch (error) {
    trouble(error);
  }
}

// Several letters in one file: a page begins one, or belongs to the letter before.
const begins = root.dataset.begins.split(" ").map(Number);
const divider = document.getElementById("divide");
const halve = (first) => ask(`/api/letters/${id}/division`, { method: "POST", body: { begins: first, expected_version: version } });
scan.turned = () => {
  if (!divider) return;
  divider.hidden = scan.page < 2;
  divider.textContent = (begins.includes(scan.page) ? root.dataset.join : root.dataset.split).replace("{n}", scan.page);
};
const before = root.dataset.divided === "1" ? begins : [];
function divide() {
  const first = begins.includes(scan.page) ? begins.filter((n) => n !== scan.page) : [...begins, scan.page];
  return queued(() => attempt(async () => {
    const filed = await halve([...new Set([1, ...first])].sort((a, b) => a - b));
    sessionStorage.setItem("divided", JSON.stringify({ id: filed.summary.id, before }));
    sessionStorage.setItem("say", root.dataset.saved);
    location.assign(`/letters/${filed.summary.id}`);
  }));
}
const divided = JSON.parse(sessionStorage.getItem("divided") ?? "null");
if (divided?.id === id) undone.push({ path: "", act: () => halve(divided.before), leave: true });
sessionStorage.removeItem("divided");
undoable();

const acts = { ...looks, accept: () => decide("accept"), undo, divide };
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const row = button.closest(".row");
  const { dataset } = button;
  if (dataset.do) acts[dataset.do]();
  if (dataset.page) show(Number(dataset.page), current ? evidence(current) : []);
  if (dataset.decide) decide(dataset.decide);
  if (dataset.add) add(dataset.add);
  if (dataset.back) putBack(dataset.back);
  if (dataset.drop) {
    const unsaved = button.closest("[data-fresh]");
    if (unsaved) unsaved.remove();
    else drop(dataset.drop);
  }
  if (row && "take" in dataset) keep(row, dataset.take);
  if (row && "absent" in dataset) keep(row, "");
});
place.addEventListener("focusin", (event) => {
  const row = event.target.closest(".row");
  if (row && (row !== current || event.target === control(row))) focus(row);
});
place.addEventListener("change", (event) => {
  const row = event.target.closest(".row");
  if (row) keep(row, kept(row));
});
const keysOf = { "+": "in", "=": "in", "-": "out", 0: "fit", r: "turn", d: "draw", a: "accept", u: "undo" };
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const own = rows().find((row) => row.contains(event.target));
  if (event.key === "Escape") {
    draw(false);
    if (own && event.target === control(own)) control(own).value = written(own, own.dataset.was);
    document.activeElement.blur();
    return;
  }
  if (event.key === "Enter" && own && event.target === control(own)) {
    event.preventDefault();
    const all = rows(), next = all[all.indexOf(own) + 1];
    if (editor === "1") keep(own, kept(own));
    control(next ?? own).focus();
    return;
  }
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keysOf[event.key];
  if (act && (editor === "1" || !["accept", "undo", "draw"].includes(act))) { event.preventDefault(); acts[act](); }
  const all = rows();
  if (event.key === "e") { event.preventDefault(); control(current ?? all[0]).focus(); }
  if (event.key === "i") { event.preventDefault(); const more = (current ?? all[0]).querySelector("details"); if (more) more.open = !more.open; }
  if (event.key === "x" && editor === "1" && current) {
    event.preventDefault();
    (current.closest(".item") ?? current).querySelector("[data-drop]")?.click();
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    const row = all[Math.min(all.length - 1, Math.max(0, all.indexOf(current) + (event.key === "j" ? 1 : -1)))];
    focus(row);
    row.scrollIntoView({ block: "nearest" });
  }
});

scan.pick = (page, x, y) => {
  const hit = rows().find((row) => evidence(row).some((e) => e.page === page && e.box && x >= e.box[0] && x <= e.box[2] && y >= e.box[1] && y <= e.box[3]));
  if (hit) { control(hit).focus(); hit.scrollIntoView({ block: "nearest" }); }
  return Boolean(hit);
};
scan.cut = async (page, [x0, y0, x1, y1]) => {
  const row = current ?? rows()[0];
  await attempt(async () => {
    const read = await ask(`/api/letters/${id}/pages/${page}/read`, { method: "POST", body: { x0, y0, x1, y1, turn: scan.turn } });
    if (!read.text) { say(root.dataset.nothing); return; }
    control(row).value = written(row, read.text);
    control(row).focus();
    await keep(row, kept(row), [{ page, box: [x0, y0, x1, y1] }]);
  });
};

const wanted = root.dataset.state === "review" && (rows().find((row) => row.classList.contains("asked")) ?? rows().find((row) => row.classList.contains("doubtful")));
if (rows().length) {
  focus(wanted || rows()[0]);
  if (wanted && !matchMedia("(max-width: 760px)").matches) wanted.scrollIntoView({ block: "center" });
}
