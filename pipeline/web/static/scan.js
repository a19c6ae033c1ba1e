// The scan: pages, zoom, rotation, boxes on it, a box drawn by hand.
const paper = document.getElementById("paper");
const sheet = document.getElementById("sheet");
const picture = document.getElementById("picture");
const marks = document.getElementById("marks");
const { id, turns } = document.getElementById("review").dataset;
const upright = Object.fromEntries(turns.split(" ").filter(Boolean).map((one) => one.split(":").map(Number)));
const TOO_SMALL = 0.004;
let zoom = 1, turn = 0, drawing = false, from = null, drawn = null;
let boxes = [], page = 0;

export const scan = {
  get page() { return page; },
  get turn() { return turn; },
  pick: () => {}, // called with page, x, y of a click
  cut: () => {}, // called with page, box of what was drawn
  turned: () => {}, // called when another page is shown
};

function rect(box, kind = "") {
  const made = marks.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
  const [x0, y0, x1, y1] = box;
  for (const [k, v] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0, class: kind })) made.setAttribute(k, v);
  return made;
}

export function show(number, places = []) {
  if (!picture) { page = number; scan.turned(); return; }
  if (number !== page) {
    page = number;
    turn = upright[page] ?? 0;
    paper.setAttribute("aria-busy", "true");
    picture.src = `/api/letters/${id}/pages/${page}.webp`;
    picture.alt = picture.alt.replace(/\d+$/, "") + page;
    for (const b of document.querySelectorAll("[data-page]")) b.setAttribute("aria-pressed", String(Number(b.dataset.page) === page));
    scan.turned();
  }
  boxes = places.filter((e) => e.page === page && e.box).map((e) => e.box);
  marks.replaceChildren();
  boxes.forEach((box) => rect(box));
  toBox();
}

function toBox() {
  const first = marks?.firstElementChild;
  if (!first || !picture.naturalWidth) return;
  const [at, frame] = [first.getBoundingClientRect(), paper.getBoundingClientRect()];
  if (at.top < frame.top + 20 || at.bottom > frame.bottom - 20) paper.scrollTop += (at.top + at.bottom) / 2 - (frame.top + frame.bottom) / 2;
  if (at.left < frame.left || at.right > frame.right) paper.scrollLeft += (at.left + at.right) / 2 - (frame.left + frame.right) / 2;
}

// A page on its side is as wide as it was tall: its box in the flow has to follow.
function fit() {
  if (!sheet) return;
  const ratio = picture.naturalWidth ? picture.naturalHeight / picture.naturalWidth : 1.414;
  const side = turn % 180 !== 0, room = paper.clientWidth;
  const width = (room * zoom) / (side ? ratio : 1), height = width * ratio;
  sheet.style.width = `${Math.round(width)}px`;
  const moved = { 0: "", 90: `translateX(${height}px)`, 180: `translate(${width}px, ${height}px)`, 270: `translateY(${width}px)` }[turn];
  sheet.style.transform = turn ? `${moved} rotate(${turn}deg)` : "";
  sheet.style.marginBottom = side ? `${Math.round(width - height)}px` : "0";
  sheet.style.marginRight = side ? `${Math.round(height - width)}px` : "0";
  toBox();
}
picture?.addEventListener("load", () => { paper.removeAttribute("aria-busy"); fit(); });
picture?.addEventListener("error", () => paper.removeAttribute("aria-busy"));
addEventListener("resize", fit);

export function draw(on = !drawing) {
  drawing = on && Boolean(paper);
  paper?.classList.toggle("drawing", drawing);
  for (const b of document.querySelectorAll('[data-do="draw"]')) b.setAttribute("aria-pressed", String(drawing));
}
export const acts = {
  in: () => { zoom = Math.min(4, zoom * 1.25); fit(); },
  out: () => { zoom = Math.max(0.3, zoom / 1.25); fit(); },
  fit: () => { zoom = 1; turn = upright[page] ?? 0; fit(); },
  turn: () => { turn = (turn + 90) % 360; fit(); },
  draw: () => draw(),
};

// A point of the screen as a point of the page in the file (0..1), however it is turned.
function point(event) {
  const frame = marks.getBoundingClientRect();
  const [u, v] = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height].map((n) => Math.min(1, Math.max(0, n)));
  return { 0: [u, v], 90: [v, 1 - u], 180: [1 - u, 1 - v], 270: [1 - v, u] }[turn];
}
const boxOf = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];

sheet?.addEventListener("pointerdown", (event) => {
  if (!drawing) {
    if (scan.pick(page, ...point(event))) event.preventDefault();
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
function forget() {
  from = null;
  drawn?.remove();
  drawn = null;
}
sheet?.addEventListener("pointercancel", forget);
sheet?.addEventListener("pointerup", async (event) => {
  if (!from) return;
  const box = boxOf(from, point(event));
  from = null;
  draw(false);
  if (box[2] - box[0] > TOO_SMALL && box[3] - box[1] > TOO_SMALL) await scan.cut(page, box);
  forget();
});
