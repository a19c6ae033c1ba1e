// Review: the field in focus shows its box on the scan, a click on the scan finds the field.
import { ask, say, typing } from "./frame.js";

const root = document.getElementById("review");
const { id, editor } = root.dataset;
const rows = [...document.querySelectorAll(".row")];
const paper = document.getElementById("paper");
const sheet = document.getElementById("sheet");
const picture = document.getElementById("picture");
const marks = document.getElementById("marks");
const undone = [];
let version = Number(root.dataset.version);
let shown = 0, zoom = 1, turn = 0, current = null, drawing = false;

const control = (row) => row.querySelector("input, textarea, select");
const evidence = (row) => JSON.parse(row.dataset.evidence || "[]");

// Days are typed as on paper (30/09/2026 17:00) and kept as in the record (2026-09-30T17:00).
function kept(row) {
  const text = control(row).value.trim();
  const day = row.dataset.form === "date" && /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2}):(\d\d))?$/.exec(text);
  if (!day) return text;
  const two = (digits) => digits.padStart(2, "0");
  return `${day[3]}-${two(day[2])}-${two(day[1])}${day[4] ? `T${two(day[4])}:${day[5]}:00` : ""}`;
}
function written(row, value) {
  const day = row.dataset.form === "date" && /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?$/.exec(value);
  return day ? `${day[3]}/${day[2]}/${day[1]}${day[4] ? ` ${day[4]}` : ""}` : value;
}
function fieldAt(letter, path) {
  return path.split(/[.[\]]+/).filter(Boolean).reduce((node, key) => node?.[key], letter);
}
for (const row of rows) row.dataset.was = kept(row);

// One correction may move other fields (a number makes the code): all are shown as the server has them.
function refresh(filed) {
  version = filed.summary.version;
  const corrected = new Set(filed.corrections.map((c) => c.field));
  for (const row of rows) {
    const field = fieldAt(filed.letter, row.dataset.path);
    if (!field) continue;
    const value = String(field.value ?? "");
    const typed = row.contains(document.activeElement) && kept(row) !== row.dataset.was;
    row.dataset.was = value;
    if (!typed) control(row).value = written(row, value);
    row.classList.toggle("corrected", corrected.has(row.dataset.path));
    row.classList.toggle("doubtful", field.value !== null && field.confidence < 0.9);
    row.querySelector(".sure").textContent = `${Math.floor(field.confidence * 100)} %`;
  }
}

function rect(box, kind = "") {
  const made = marks.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
  const [x0, y0, x1, y1] = box;
  for (const [k, v] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0, class: kind })) made.setAttribute(k, v);
  return made;
}

function show(page) {
  if (!picture) return;
  if (page !== shown) {
    shown = page;
    picture.src = `/api/letters/${id}/pages/${page}.webp`;
    picture.alt = `${page}`;
    for (const b of document.querySelectorAll("[data-page]")) b.setAttribute("aria-pressed", String(Number(b.dataset.page) === page));
  }
  marks.replaceChildren();
  const boxes = current ? evidence(current).filter((e) => e.page === page && e.box).map((e) => e.box) : [];
  const first = boxes.map((b) => rect(b))[0];
  if (first) first.scrollIntoView?.({ block: "center", inline: "nearest" });
}

function fit() {
  if (!sheet) return;
  sheet.style.width = `${Math.round(100 * zoom)}%`;
  sheet.style.transform = `rotate(${turn}deg)`;
}

function focus(row) {
  current?.classList.remove("current");
  row.classList.add("current");
  current = row;
  const page = evidence(row).find((e) => e.box)?.page;
  show(page ?? (shown || 1));
}

// Changes go one after the other: each names the version that the one before has made.
let line = Promise.resolve();
function queued(act) {
  line = line.then(act, act);
  return line;
}

function keep(row, value) {
  return queued(async () => {
    if (value === row.dataset.was) return true;
    row.classList.add("saving");
    const fresh = !row.classList.contains("corrected"), before = row.dataset.was;
    try {
      refresh(await ask(`/api/letters/${id}`, { method: "PATCH", body: { values: { [row.dataset.path]: value }, expected_version: version } }));
      control(row).value = written(row, row.dataset.was);
      undone.push({ row, before, fresh });
      return true;
    } catch (error) {
      trouble(error);
      return false;
    } finally {
      row.classList.remove("saving");
      undoable();
    }
  });
}

function undo() {
  const last = undone.pop();
  undoable();
  if (!last) return;
  const path = last.row.dataset.path;
  queued(async () => {
    try {
      refresh(await (last.fresh
        ? ask(`/api/letters/${id}/corrections/${encodeURIComponent(path)}?expected_version=${version}`, { method: "DELETE" })
        : ask(`/api/letters/${id}`, { method: "PATCH", body: { values: { [path]: last.before }, expected_version: version } })));
      focus(last.row);
    } catch (error) {
      trouble(error);
    }
  });
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
  const saved = await Promise.all(rows.map((row) => keep(row, kept(row))));
  if (!saved.every(Boolean)) return;
  try {
    await ask(`/api/letters/${id}/decision`, { method: "POST", body: { what, expected_version: version } });
    if (what === "accept") location.assign(root.dataset.next ? `/letters/${root.dataset.next}` : "/");
    else location.reload();
  } catch (error) {
    trouble(error);
  }
}
const accept = () => decide("accept");

function draw(on = !drawing) {
  drawing = on && Boolean(paper);
  paper?.classList.toggle("drawing", drawing);
  for (const b of document.querySelectorAll('[data-do="draw"]')) b.setAttribute("aria-pressed", String(drawing));
}

const acts = {
  in: () => { zoom = Math.min(4, zoom * 1.25); fit(); },
  out: () => { zoom = Math.max(0.3, zoom / 1.25); fit(); },
  fit: () => { zoom = 1; turn = 0; fit(); },
  turn: () => { turn = (turn + 90) % 360; fit(); },
  draw, accept, undo,
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const row = button.closest(".row");
  if (button.dataset.do) acts[button.dataset.do]();
  if (button.dataset.page) show(Number(button.dataset.page));
  if (button.dataset.decide) decide(button.dataset.decide);
  if (row && "take" in button.dataset) keep(row, button.dataset.take);
  if (row && "absent" in button.dataset) keep(row, "");
});
for (const row of rows) {
  control(row).addEventListener("focus", () => focus(row));
  control(row).addEventListener("change", () => keep(row, kept(row)));
  row.addEventListener("focusin", () => { if (current !== row) focus(row); });
}
const keysOf = { "+": "in", "=": "in", "-": "out", r: "turn", d: "draw", a: "accept", u: "undo" };
document.addEventListener("keydown", (event) => {
  const own = rows.find((row) => row.contains(event.target));
  if (event.key === "Escape") {
    draw(false);
    if (own && event.target === control(own)) control(own).value = written(own, own.dataset.was);
    document.activeElement.blur();
    return;
  }
  if (event.key === "Enter" && own && event.target.matches("input, textarea")) {
    event.preventDefault();
    const next = rows[rows.indexOf(own) + 1];
    if (editor === "1") keep(own, kept(own));
    control(next ?? own).focus();
    return;
  }
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keysOf[event.key];
  if (act && (editor === "1" || !["accept", "undo", "draw"].includes(act))) { event.preventDefault(); acts[act](); }
  if (event.key === "e") { event.preventDefault(); control(current ?? rows[0]).focus(); }
  if (event.key === "i") { event.preventDefault(); const more = (current ?? rows[0]).querySelector("details"); more.open = !more.open; }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    const at = rows.indexOf(current) + (event.key === "j" ? 1 : -1);
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    focus(row);
    row.scrollIntoView({ block: "nearest" });
  }
});

function point(event) {
  const frame = marks.getBoundingClientRect();
  return [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height].map((v) => Math.min(1, Math.max(0, v)));
}
let from = null, drawn = null;
const boxOf = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
sheet?.addEventListener("pointerdown", (event) => {
  if (turn % 360) return;
  if (!drawing) {
    const [x, y] = point(event);
    const hit = rows.find((row) => evidence(row).some((e) => e.page === shown && e.box && x >= e.box[0] && x <= e.box[2] && y >= e.box[1] && y <= e.box[3]));
    if (hit) { event.preventDefault(); control(hit).focus(); hit.scrollIntoView({ block: "nearest" }); }
    return;
  }
  event.preventDefault();
  sheet.setPointerCapture(event.pointerId);
  from = point(event);
});
sheet?.addEventListener("pointermove", (event) => {
  if (!from) return;
  drawn?.remove();
  drawn = rect(boxOf(from, point(event)), "drawn");
});
sheet?.addEventListener("pointerup", async (event) => {
  if (!from) return;
  const [x0, y0, x1, y1] = boxOf(from, point(event));
  from = null;
  draw(false);
  const row = current ?? rows[0];
  try {
    const read = await ask(`/api/letters/${id}/pages/${shown}/read`, { method: "POST", body: { x0, y0, x1, y1 } });
    if (read.text) {
      control(row).value = written(row, read.text);
      control(row).focus();
      await keep(row, kept(row));
    } else {
      say(root.dataset.nothing);
    }
  } catch (error) {
    trouble(error);
  } finally {
    drawn?.remove();
    drawn = null;
  }
});
fit();
const wanted = root.dataset.state === "review" && (rows.find((row) => row.classList.contains("asked")) ?? rows.find((row) => row.classList.contains("doubtful")));
if (rows.length) {
  focus(wanted || rows[0]);
  if (wanted && !matchMedia("(max-width: 760px)").matches) wanted.scrollIntoView({ block: "nearest" });
}
