// What the comment form gains when scripts run; it works without this file.
// What is typed stays in this tab until it has arrived, so that a lost connection costs nobody a word.
// Name and contact are never kept.

const KEPT = ["ticket", "kept_at", "scope", "positions", "stance", "text", "kind", "publishes"];

function keyOf(number) {
  return `comment-${number}`;
}

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}

function keep(form, key) {
  const typed = Object.fromEntries([...new FormData(form)].filter(([name]) => KEPT.includes(name)));
  try {
    if (typed.text) sessionStorage.setItem(key, JSON.stringify(typed));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing: the form works all the same.
  }
}

// Lines that were asked for in the address are not overruled by those of an earlier visit.
function restore(form, typed) {
  const asked = new URLSearchParams(location.search).has("line");
  for (const [name, value] of Object.entries(typed)) {
    if (!KEPT.includes(name) || (asked && (name === "positions" || name === "scope"))) continue;
    const field = form.elements[name];
    if (field) field.value = value;
  }
}

function keepTyped(form) {
  const key = keyOf(form.dataset.keep);
  const before = stored(key);
  const notice = document.querySelector("[data-restored]");
  if (before && !form.elements.text.value) {
    restore(form, before);
    notice.hidden = false;
    notice.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(key);
      location.reload();
    });
  }
  form.addEventListener("input", () => keep(form, key));
  form.addEventListener("change", () => keep(form, key));
}

function countSigns(field) {
  const shown = document.querySelector("[data-left]");
  const [room, over] = shown.children; // their words stand in the page, so that they are in the reader's characters
  const most = Number(field.dataset.most);
  const count = () => {
    const left = most - [...field.value.trim()].length;
    room.hidden = left < 0;
    over.hidden = !room.hidden;
    for (const one of [room, over]) one.firstElementChild.textContent = Math.abs(left).toLocaleString("zh-CN");
  };
  shown.hidden = false;
  field.addEventListener("input", count);
  count();
}

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-keep]:not([data-keep=''])")) keepTyped(form);
  for (const field of document.querySelectorAll("[data-most]")) countSigns(field);
  for (const receipt of document.querySelectorAll("[data-kept-no-more]")) {
    sessionStorage.removeItem(keyOf(receipt.dataset.keptNoMore));
  }
});
