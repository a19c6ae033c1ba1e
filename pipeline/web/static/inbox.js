// Inbox: j and k walk the list; files are dropped, sent with progress and followed until they are read.
import { ask, say, typing } from "./frame.js";

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

function send(file) {
  const row = jobs.appendChild(document.createElement("li"));
  const name = row.appendChild(document.createElement("span"));
  const bar = row.appendChild(document.createElement("progress"));
  const state = row.appendChild(document.createElement("span"));
  name.textContent = `${file.name} `;
  bar.max = 1;
  bar.setAttribute("aria-label", file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/uploads");
    request.setRequestHeader("X-CSRF-Token", document.querySelector('meta[name="csrf"]').content);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("loadend", async () => {
      const ok = request.status === 202;
      if (ok) {
        bar.removeAttribute("value");
        state.textContent = ` ${form.dataset.reading}…`;
        await follow(JSON.parse(request.responseText).id, state);
      } else {
        state.textContent = ` ${form.dataset.failed} (${request.status})`;
      }
      bar.remove();
      done(ok);
    });
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}

const PATIENCE = 60; // looks in vain before giving up: a server that is started again goes on with the file

async function follow(id, state) {
  for (let missed = 0; ;) {
    await new Promise((wait) => setTimeout(wait, 700));
    let job;
    try {
      job = await ask(`/api/uploads/${id}`);
      missed = 0;
    } catch (error) {
      if (error.status || ++missed > PATIENCE) throw error; // an answer is an answer
      continue;
    }
    if (job.state === "done") { state.textContent = ` ${form.dataset.done}`; return; }
    if (job.state === "failed") { state.textContent = ` ${form.dataset.failed}: ${job.said || job.reason}`; return; }
  }
}

async function take(files) {
  try {
    const sent = await Promise.all([...files].map(send));
    if (sent.every(Boolean) && !jobs.textContent.includes(form.dataset.failed)) location.reload();
  } catch (error) {
    say(error.message);
  }
}

if (form) {
  document.getElementById("file").addEventListener("change", (event) => take(event.target.files));
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take(event.dataTransfer.files);
  });
}
