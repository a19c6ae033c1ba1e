// Inbox: j and k walk the list; files are dropped, sent with progress and followed until they are read.
import { ask, typing } from "./frame.js";

const links = [...document.querySelectorAll("#list a")];
document.addEventListener("keydown", (event) => {
  if (typing(event) || !links.length || !["j", "k", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  const step = event.key === "j" || event.key === "ArrowDown" ? 1 : -1;
  links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
});

const form = document.getElementById("upload");
const jobs = document.getElementById("jobs");

function row(name) {
  const item = jobs.appendChild(document.createElement("li"));
  const file = item.appendChild(document.createElement("span"));
  item.append(" ");
  const bar = item.appendChild(document.createElement("progress"));
  item.append(" ");
  item.appendChild(document.createElement("span"));
  file.className = "file";
  file.textContent = name;
  bar.max = 1;
  bar.setAttribute("aria-label", name);
  return item;
}

const tell = (item, text) => { item.lastElementChild.textContent = text; };

// A file is sent with its progress and then followed; the row of one that was not read is marked.
function send(file) {
  const item = row(file.name);
  const bar = item.querySelector("progress");
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/uploads");
    request.setRequestHeader("X-CSRF-Token", document.querySelector('meta[name="csrf"]').content);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("loadend", () => {
      if (request.status === 202) {
        done(follow(JSON.parse(request.responseText).id, item));
      } else {
        bar.remove();
        tell(item, `${form.dataset.failed}: ${refusal(request)}`);
        item.dataset.unread = "";
        done();
      }
    });
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}

function refusal(request) {
  try {
    const told = JSON.parse(request.responseText);
    return told.said ?? [told.message, told.remedy].filter(Boolean).join("; ");
  } catch {
    return request.status || form.dataset.lost; // no answer of ours
  }
}

const PATIENCE = 60; // looks in vain before giving up: a server that is started again goes on with the file

async function follow(id, item) {
  for (let missed = 0; ;) {
    let job;
    try {
      job = await ask(`/api/uploads/${id}`);
      missed = 0;
    } catch (error) {
      if (!error.status && ++missed <= PATIENCE) {
        await pause();
        continue;
      }
      job = { state: error.status === 404 ? "gone" : "lost" }; // read before the server was started again
    }
    const { waiting, reading, done, failed, gone, lost } = form.dataset;
    const why = job.said || job.reason;
    const told = { waiting: why ? `${waiting}: ${why}` : `${waiting}…`, reading: `${reading}…`, done, failed: `${failed}: ${why}`, gone, lost };
    tell(item, told[job.state]);
    const bar = item.querySelector("progress");
    if (job.state === "waiting") bar.value = 0;
    if (job.state === "reading") bar.removeAttribute("value"); // it moves, nobody knows how far
    if (job.state !== "waiting" && job.state !== "reading") {
      bar.remove();
      if (job.state !== "done" && job.state !== "gone") item.dataset.unread = "";
      return;
    }
    await pause();
  }
}

const pause = () => new Promise((on) => setTimeout(on, 700));

// When all are read, the page shows them; when one was not, its row stays until somebody has seen it.
async function settle(files) {
  await Promise.all(files);
  if (jobs.querySelector("progress, a")) return; // more were sent meanwhile, or it is said already
  if (!jobs.querySelector("[data-unread]")) { location.reload(); return; }
  const again = jobs.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
  again.href = "/";
  again.textContent = form.dataset.again;
}

const take = (files) => settle([...files].map(send));

if (form) {
  const open = [...jobs.querySelectorAll("[data-id]")];
  if (open.length) settle(open.map((item) => follow(item.dataset.id, item)));
  document.getElementById("file").addEventListener("change", (event) => take(event.target.files));
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take(event.dataTransfer.files);
  });
}
