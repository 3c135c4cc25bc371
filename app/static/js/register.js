// What a page gains when scripts run; every page works without this file.

// Printing needs a script, so its buttons show only when there is one.
function offerPrinting(root) {
  for (const button of root.querySelectorAll("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// A form that came back with errors takes the reader to the list of them.
function goToErrors(root) {
  const summary = root.querySelector(".errors[tabindex]");
  if (summary) summary.focus();
}

// A swapped part may bring a new heading; the title of the window follows it.
function keepTitle() {
  const heading = document.querySelector("h1");
  const rest = document.title.lastIndexOf(" – ");
  if (heading && rest >= 0) document.title = heading.textContent + document.title.slice(rest);
}

document.addEventListener("DOMContentLoaded", () => {
  offerPrinting(document);
  goToErrors(document);
});
document.addEventListener("htmx:load", (event) => offerPrinting(event.target));
document.addEventListener("htmx:afterSettle", keepTitle);

// What cannot be swapped (no connection, an answer that is an error) is shown as it would be without this file.
function goThere(event) {
  const { requestConfig, pathInfo } = event.detail;
  if (requestConfig.verb === "get") location.assign(pathInfo.finalRequestPath);
}
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, goThere);
}

// A second press while the first is on its way sends nothing; coming back to the page makes it ready again.
const onTheirWay = new WeakSet();
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("method") !== "post") return;
  if (onTheirWay.has(event.target)) event.preventDefault();
  onTheirWay.add(event.target);
  setTimeout(() => onTheirWay.delete(event.target), 3000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) onTheirWay.delete(form);
});
