// Keys for those who like them; every page works without. The footer's dialog lists them and holds the places.
const dialog = document.getElementById("keys");
let going = -Infinity;

document.documentElement.dataset.keyboard = "";

function typing(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function move(step) {
  const links = [...document.querySelectorAll('[data-keys="list"] a[href]')].filter((link) =>
    link.checkVisibility(),
  );
  const at = links.indexOf(document.activeElement);
  const next = at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) {
    return;
  }
  // A letter goes somewhere only within a second and a half of its "g".
  const goes = event.timeStamp - going < 1500;
  going = -Infinity;
  const place = goes && dialog?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (place) {
    event.preventDefault();
    location.assign(place.href);
  } else if (event.key === "g") {
    going = event.timeStamp;
  } else if (event.key === "?" && dialog && !dialog.open) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.key === "/") {
    const search = document.querySelector('[data-keys="search"]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if ((event.key === "n" || event.key === "p") && !dialog?.open) {
    document.querySelector(`[data-keys="${event.key === "n" ? "next" : "previous"}"]`)?.click();
  } else if ((event.key === "j" || event.key === "k") && !dialog?.open) {
    move(event.key === "j" ? 1 : -1);
  }
});
