// A field of the review page: what is typed in it, and where it stands in the record.
export const control = (row) => row.querySelector("input, textarea, select");

// Days are typed as on paper (30/09/2026 17:00) and kept as in the record (2026-09-30T17:00).
export function kept(row) {
  const text = control(row).value.trim();
  const day = row.dataset.form === "date" && /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2}):(\d\d))?$/.exec(text);
  if (!day) return text;
  const two = (digits) => digits.padStart(2, "0");
  return `${day[3]}-${two(day[2])}-${two(day[1])}${day[4] ? `T${two(day[4])}:${day[5]}:00` : ""}`;
}
export function written(row, value) {
  const day = row.dataset.form === "date" && /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?$/.exec(value);
  return day ? `${day[3]}/${day[2]}/${day[1]}${day[4] ? ` ${day[4]}` : ""}` : value;
}

// Items keep the numbers of the machine's list in paths: `lists` says where each stands in the record.
export function fieldAt(filed, path) {
  const item = /^(.+)\[(\+?\d+)\](?:\.(.+))?$/.exec(path);
  const steps = item
    ? [...item[1].split("."), filed.lists[item[1]] ? filed.lists[item[1]].indexOf(item[2]) : Number(item[2]), ...(item[3] ? [item[3]] : [])]
    : path.split(".");
  return steps.reduce((node, key) => node?.[key], filed.letter);
}
