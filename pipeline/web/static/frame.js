// The frame of every page: theme, help, and how pages speak to the server.
const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

export function say(text) {
  const place = document.getElementById("say");
  place.textContent = text;
  clearTimeout(say.timer);
  if (text) say.timer = setTimeout(() => { place.textContent = ""; }, 7000);
}

export async function ask(path, { method = "GET", body } = {}) {
  const headers = { "X-CSRF-Token": csrf };
  if (body && !(body instanceof FormData)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  const answer = await fetch(path, { method, headers, body });
  if (answer.status === 401) location.assign("/sign-in");
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const error = new Error(read.said ? [read.said, typeof read.detail === "string" ? read.detail : ""].filter(Boolean).join(" — ") : [read.message ?? read.detail?.[0]?.msg ?? answer.statusText, read.detail && typeof read.detail === "string" ? read.detail : "", read.remedy ?? ""].filter(Boolean).join(" — "));
    error.status = answer.status;
    throw error;
  }
  return read;
}

export const typing = (event) => event.target.matches("input, textarea") && !event.target.readOnly; // a choice takes arrows only

function theme(name) {
  document.documentElement.dataset.theme = name;
}
const chosen = localStorage.getItem("theme");
if (chosen) theme(chosen); // otherwise as the system has it, see app.css
document.getElementById("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  localStorage.setItem("theme", next);
  theme(next);
});
const keys = document.getElementById("keys");
document.getElementById("help").addEventListener("click", () => keys.showModal());
document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") keys.showModal();
  if (event.key === "/" && location.pathname !== "/search") {
    event.preventDefault();
    location.assign("/search");
  }
});
