// The timeline: one lane a letter, the dates that hold on top; a bar tells its dates on focus or hover.
import { crop } from "./crop.js";

for (const place of document.querySelectorAll(".crop[data-letter]")) {
  const { letter, page, box } = place.dataset;
  place.replaceWith(crop(letter, page, box.split(" ").map(Number), { wide: 0.72, tall: 0.03 }));
}

const NS = "http://www.w3.org/2000/svg";
const LANE = 24, TOP = 28;
const days = (text) => (text ? Date.parse(text.slice(0, 10)) / 864e5 : null);
const shown = (text) => (text ?? "…").slice(0, 10).split("-").reverse().join("/");

// Every second lane would begin with the same three words.
const short = (name) => name.replace(/^Ủy ban nhân dân /u, "UBND ");
const named = (one, all) => {
  const twins = all.filter((l) => l.issuer === one.issuer).length > 1; // two letters of one body: their codes tell them apart
  return [twins && one.code, short(one.issuer ?? one.name)].filter(Boolean).join(" · ");
};

function draw(parent, name, attributes, text) {
  const made = parent.appendChild(document.createElementNS(NS, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

function chart(svg) {
  const { letters, stages } = JSON.parse(svg.dataset.contest);
  const dates = stages.flatMap((s) => [...s.claims, s.proposed ?? {}].flatMap((c) => [days(c.start), days(c.end)])).filter((d) => d !== null);
  if (!dates.length) { svg.remove(); return; }
  const first = Math.min(...dates) - 1, last = Math.max(...dates) + 2;
  const WIDTH = Math.max(640, svg.parentElement.clientWidth - 4), LEFT = Math.min(250, WIDTH * 0.3), fitting = Math.floor(LEFT / 7);
  const x = (d) => LEFT + ((d - first) / (last - first)) * (WIDTH - LEFT - 10);
  const lanes = [{ id: null, name: svg.dataset.holds }, ...letters.filter((l) => stages.some((s) => s.claims.some((c) => c.letter === l.id))).map((l) => ({ id: l.id, name: named(l, letters) }))];
  const height = TOP + lanes.length * LANE + 8;
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
  svg.setAttribute("width", WIDTH);
  svg.setAttribute("height", height);
  const step = Math.max(1, Math.ceil((last - first) / ((WIDTH - LEFT) / 56)));
  for (let d = Math.ceil(first); d < last; d += step) {
    draw(svg, "line", { class: "axis", x1: x(d), x2: x(d), y1: TOP - 6, y2: height });
    const day = new Date(d * 864e5);
    draw(svg, "text", { x: x(d) + 2, y: 14 }, `${day.getUTCDate()}/${day.getUTCMonth() + 1}`);
  }
  lanes.forEach((lane, row) => {
    const y = TOP + row * LANE;
    draw(svg, "text", { x: 2, y: y + 14 }, lane.name.length > fitting ? `${lane.name.slice(0, fitting - 1)}…` : lane.name);
    for (const stage of stages) {
      const claim = lane.id === null ? stage.proposed : stage.claims.find((c) => c.letter === lane.id);
      const from = days(claim?.start) ?? days(claim?.end), to = days(claim?.end) ?? days(claim?.start);
      if (from === null || to === null) continue;
      const odd = lane.id !== null && claim.fit === "conflict";
      const kind = lane.id === null ? "bar holds" : odd ? "bar odd" : "bar";
      const label = `${stage.label}: ${shown(claim.start)} – ${shown(claim.end)}`;
      const bar = draw(svg, "rect", { class: kind, x: x(from), y: y + 3, width: Math.max(4, x(to + 1) - x(from) - 1), height: LANE - 6, rx: 2, tabindex: 0, role: "img", "aria-label": `${lane.name}, ${label}` });
      draw(bar, "title", {}, label);
    }
  });
}
const charts = [...document.querySelectorAll("svg.timeline")];
charts.forEach(chart);
let wide = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === wide) return;
  wide = innerWidth;
  for (const svg of charts) { svg.replaceChildren(); chart(svg); }
});
