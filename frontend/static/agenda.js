// Orders an agenda where it stands: its buttons without a new page, Alt with an arrow key, and dragging. The buttons work
// without this, and what is shown anew comes from the server’s own page.
const status = document.createElement("p");
status.className = "agenda-status";
status.setAttribute("role", "status");
let busy = false;
let dragged;

const whole = () => document.getElementById("agenda");
const items = () => [...(whole()?.querySelectorAll("[data-agenda] > li[data-item]") ?? [])];
const title = (item) => item.querySelector(".agenda-title").textContent;

function prepare() {
  const list = whole()?.querySelector("[data-agenda]");
  if (!list) {
    return;
  }
  list.before(status);
  whole().querySelector("[data-agenda-keys]")?.removeAttribute("hidden");
  for (const item of items()) {
    const handle = document.createElement("span");
    handle.className = "agenda-handle";
    handle.draggable = true;
    handle.title = "Drag it to its place";
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    item.prepend(handle);
  }
}

// Sends where an item goes, shows the agenda as the server has it then, and gives the focus back to the item.
async function send(item, to) {
  if (busy) {
    return;
  }
  busy = true;
  const form = item.querySelector(".agenda-order");
  const id = item.dataset.item;
  const focus = to === "up" || to === "down" ? `[value="${to}"]` : '[value="up"]';
  const body = new URLSearchParams(new FormData(form));
  body.set("to", to);
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.getElementById("agenda");
    if (!there) {
      location.reload();
      return;
    }
    whole().replaceWith(there);
    prepare();
    const now = items().find((other) => other.dataset.item === id);
    now?.querySelector(`.agenda-order ${focus}`)?.focus();
    status.textContent = answer.ok && now ? `“${title(now)}” is number ${items().indexOf(now) + 1} of ${items().length}.` : "";
  } catch {
    status.textContent = "Not moved: there is no connection.";
  } finally {
    busy = false;
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.matches(".agenda-order") && event.submitter) {
    event.preventDefault();
    send(event.target.closest("li"), event.submitter.value);
  }
});

document.addEventListener("keydown", (event) => {
  const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const item = event.target.closest?.("[data-agenda] > li[data-item]");
  if (to && item && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    send(item, to);
  }
});

function unmark() {
  for (const item of items()) {
    delete item.dataset.drop;
  }
}

document.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.(".agenda-handle")?.closest("li");
  if (item) {
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", title(item));
    event.dataTransfer.setDragImage(item, 0, 0);
  }
});

document.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest?.("[data-agenda] > li[data-item]");
  if (over) {
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    unmark();
    over.dataset.drop = event.clientY > top + height / 2 ? "after" : "before";
  }
});

document.addEventListener("drop", (event) => {
  const over = dragged && event.target.closest?.("[data-agenda] > li[data-item]");
  if (over) {
    event.preventDefault();
    const all = items();
    const from = all.indexOf(dragged);
    const gap = all.indexOf(over) + (over.dataset.drop === "after" ? 1 : 0);
    const place = gap > from ? gap : gap + 1;
    if (place !== from + 1) {
      send(dragged, String(place));
    }
  }
});

document.addEventListener("dragend", () => {
  dragged = undefined;
  unmark();
});

prepare();
