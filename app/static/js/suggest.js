// Names below the search box while one types: an accessible combobox. Without this file the box is a plain form.

const PAUSE = 120; // milliseconds without a key before the server is asked
const LEAST = 1;
const KEPT = 40; // answers remembered, so that going back a letter asks nobody

function combobox(input) {
  const form = input.form;
  const place = input.closest(".search") || input.parentElement;
  const stays = "stay" in input.dataset; // the name is filled in, and the form waits for its button
  const list = element("ul", { className: "suggest", id: `${input.id}-names`, hidden: true });
  const status = element("p", { className: "sr", id: `${input.id}-said` });
  const known = new Map();
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  set(list, { role: "listbox" });
  set(status, { role: "status" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  place.classList.add("suggests");
  place.append(list, status);

  async function ask() {
    const text = input.value.trim();
    if (asking) asking.abort();
    if (text.length < LEAST) {
      options = []; // else the arrows would open the names for what is no longer there
      return close();
    }
    if (known.has(text)) return show(known.get(text));
    asking = new AbortController();
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      remember(text, await answer.json());
    } catch {
      return; // asked anew meanwhile, or the connection is gone: the form still works
    }
    if (input.value.trim() === text && document.activeElement === input) show(known.get(text));
  }

  function remember(text, found) {
    known.set(text, found);
    if (known.size > KEPT) known.delete(known.keys().next().value);
  }

  function show(found) {
    options = found.names.map((one, place) => option(one, place));
    list.replaceChildren(...options);
    mark(-1);
    set(list, { "aria-label": found.label });
    open(options.length > 0);
    status.textContent = found.said;
  }

  function option(one, place) {
    const item = element("li", { id: `${list.id}-${place}` });
    set(item, { role: "option", "aria-selected": "false" });
    item.dataset.name = one.name;
    item.append(element("span", { textContent: one.name }), " ", element("small", { textContent: one.note }));
    return item;
  }

  function open(yes) {
    // Right below the box: what stands between it and the end of its form may lie under a phone's keyboard.
    if (yes) list.style.top = `${input.offsetTop + input.offsetHeight}px`;
    list.hidden = !yes;
    set(input, { "aria-expanded": String(yes) });
  }

  function close() {
    clearTimeout(timer);
    if (asking) asking.abort();
    open(false);
    mark(-1);
    status.textContent = "";
  }

  function move(step) {
    if (list.hidden) return options.length ? open(true) : ask();
    const places = options.length + 1; // one more for the words as typed
    mark(((active + 1 + step + places) % places) - 1);
    if (active >= 0) options[active].scrollIntoView({ block: "nearest" });
  }

  function mark(one) {
    active = one;
    options.forEach((item, place) => set(item, { "aria-selected": String(place === active) }));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    set(input, { "aria-activedescendant": options[active].id });
  }

  function take(item) {
    input.value = item.dataset.name;
    close();
    if (stays) return;
    if (form.requestSubmit) form.requestSubmit();
    else form.submit();
  }

  input.addEventListener("input", (event) => {
    mark(-1); // what is shown answers what was typed before: Enter right after another letter must not take it
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari ends a composition before its Enter
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", () => {
    close();
    // The keyboard of a phone stays while the box has the focus, and covers the answer.
    if (matchMedia("(pointer: coarse)").matches) input.blur();
  });
  // Pressing a name must not take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) take(item);
  });
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function begin(root) {
  for (const input of root.querySelectorAll("input[data-suggest]:not([role])")) combobox(input);
}

document.addEventListener("DOMContentLoaded", () => begin(document));
document.addEventListener("htmx:load", (event) => begin(event.target));
