// A meeting’s live page, kept as it is on the server: what others do is shown, what is typed is saved as one goes. What the
// server has not acknowledged is kept in this browser and sent when there is a connection again. The page works without this.
const page = document.getElementById("live");
const status = document.getElementById("live-status");
const meeting = page.dataset.meeting;
const PREFIX = `live-notes:${meeting}:`;
const SETTLE = 1200;
const APART = 2500;

// A name for this page that a reload keeps: the server knows by it what it was sent before.
const writer = sessionStorage.getItem("live-writer") ?? crypto.randomUUID().replaceAll("-", "");
sessionStorage.setItem("live-writer", writer);

// The reader’s clock may be wrong; the server’s is not.
const ahead = Date.now() - Number(page.dataset.now);

const entry = (item, of = writer) => `${PREFIX}${item}:${of}`;
const alive = (of) => `live-alive:${of}`;

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // No room, or not allowed: then the server alone has it.
  }
}

const say = (text) => {
  if (status.textContent !== text) {
    status.textContent = text;
  }
};

// Which places a caret comes to when a text becomes another: it stays at the words it was at.
function moved(before, after, at) {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) {
    same += 1;
  }
  if (at <= same) {
    return at;
  }
  let end = 0;
  while (
    end < before.length - same &&
    end < after.length - same &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return before.length - at <= end ? after.length - (before.length - at) : after.length - end;
}

// The notes of one item: `base` is what the server had when this page last heard of it.
class Notes {
  constructor(area) {
    this.area = area;
    this.item = area.dataset.notes;
    this.action = area.form.getAttribute("action");
    this.base = area.form.elements.namedItem("base").value.replaceAll("\r\n", "\n");
    this.version = Number(area.dataset.version);
    // Larger than any of this page before it was loaded again.
    this.turn = Math.floor(Date.now() / 1000);
    this.sentAt = 0;
    area.addEventListener("input", () => {
      this.keep();
      this.later(SETTLE);
    });
    area.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    if (this.text !== this.base) {
      this.keep();
      this.later(0);
    }
  }

  get text() {
    return this.area.value.replaceAll("\r\n", "\n");
  }

  get waits() {
    return this.text !== this.base;
  }

  keep() {
    store(entry(this.item), { action: this.action, base: this.base, text: this.text, turn: this.turn, at: Date.now() });
  }

  later(after) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(after, this.sentAt + APART - Date.now()));
  }

  // What others wrote comes in where nothing is typed that they do not have yet.
  show(text) {
    if (text === this.text) {
      return;
    }
    const { area } = this;
    const before = this.text;
    const carets = [area.selectionStart, area.selectionEnd].map((at) => moved(before, text, at));
    const top = area.scrollTop;
    area.value = text;
    if (document.activeElement === area) {
      area.setSelectionRange(...carets);
    }
    area.scrollTop = top;
  }

  heard(text, version) {
    // A page that was asked for before something was saved does not know it.
    if (!this.waits && !this.saving && version >= this.version) {
      this.version = version;
      this.base = text;
      this.show(text);
    }
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving || !this.waits || this.stopped) {
      return;
    }
    this.saving = true;
    this.sentAt = Date.now();
    const sent = this.text;
    say("Saving …");
    try {
      const answer = await post(this.action, { writer, turn: this.turn, base: this.base, text: sent });
      if (answer.ok) {
        const { shown } = await answer.json();
        this.turn += 1;
        this.version = Number(shown.version);
        this.area.removeAttribute("aria-invalid");
        if (this.text === sent) {
          this.base = shown.text;
          this.show(shown.text);
          localStorage.removeItem(entry(this.item));
        } else {
          // More was typed meanwhile: it is a change of what was sent.
          this.base = sent;
          this.keep();
          this.later(SETTLE);
        }
        say(
          Number(shown.overlaps) > 0
            ? "Saved. Someone else wrote in the same place: both wordings stand there, one below the other."
            : `Saved ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`,
        );
      } else {
        await this.refused(answer);
      }
    } catch {
      say("No connection. What you type is kept in this browser, and sent when there is one.");
      this.later(4000);
    }
    this.saving = false;
  }

  async refused(answer) {
    if (answer.status === 422) {
      const { problems } = await answer.json();
      this.stopped = true;
      this.area.setAttribute("aria-invalid", "true");
      say(`Not saved: ${problems[""] ?? "the notes cannot be taken."} Your text is kept in this browser.`);
    } else if (answer.status === 401) {
      say("Not saved: you are signed out. Your text is kept in this browser; sign in again in another tab.");
      this.later(15000);
    } else if (answer.status === 403 || answer.status === 404) {
      this.stopped = true;
      say("Not saved: you do not write the notes of this meeting any more. Your text is kept in this browser.");
    } else {
      say("Not saved. Your text is kept in this browser.");
      this.later((Number(answer.headers.get("Retry-After")) || 10) * 1000);
    }
  }
}

function post(action, fields) {
  return fetch(action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])),
  });
}

const notes = new Map();

function takeUp() {
  for (const area of document.querySelectorAll("textarea[data-notes]")) {
    if (!notes.has(area.dataset.notes)) {
      notes.set(area.dataset.notes, new Notes(area));
    }
  }
}

// What a page wrote that is gone: closed, crashed, or this one before it was loaded again.
const refused = new Set();

async function sendLeft() {
  const now = Date.now();
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const [, , item, of] = key.split(":");
    const left = stored(key);
    const others = of !== writer;
    if (!left || refused.has(key) || (others && now - (stored(alive(of)) ?? 0) < 15000) || (!others && notes.get(item)?.waits)) {
      continue;
    }
    const answer = await post(left.action, { writer: of, turn: left.turn, base: left.base, text: left.text }).catch(
      () => undefined,
    );
    if (answer?.ok) {
      localStorage.removeItem(key);
    } else if (answer && answer.status !== 429 && answer.status < 500) {
      refused.add(key);
      showKept(key, left);
    }
  }
}

// What cannot be sent any more is shown, to be copied.
function showKept(key, left) {
  const place = document.getElementById("live-kept");
  if (document.getElementById(`kept-${key}`)) {
    return;
  }
  const box = document.createElement("details");
  box.id = `kept-${key}`;
  box.className = "live-kept";
  const title = document.createElement("summary");
  title.textContent = "Notes of yours that were not taken any more";
  const text = document.createElement("pre");
  text.textContent = left.text;
  const forget = document.createElement("button");
  forget.className = "button";
  forget.type = "button";
  forget.textContent = "Forget them";
  forget.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  box.append(title, text, forget);
  place.append(box);
}

// The page as the server has it now.
let mark;
let loading;

async function refresh() {
  if (loading) {
    loading = "again";
    return;
  }
  loading = "once";
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The events begin again by themselves, and with them this.
  }
  const again = loading === "again";
  loading = undefined;
  if (again) {
    refresh();
  }
}

// Whoever is typing in a field, or has a list of choices open, keeps it.
const isBusy = (part) => {
  const active = document.activeElement;
  return part.contains(active) && active.matches("input:not([type=hidden]), textarea, select");
};

function renew(fresh) {
  if (!fresh.getElementById("live")) {
    return;
  }
  const list = document.getElementById("live-items");
  const wasCurrent = list.querySelector("[data-current]")?.id;
  for (const item of fresh.querySelectorAll("[data-item]")) {
    const here = document.getElementById(item.id);
    if (!here) {
      list.append(document.importNode(item, true));
      continue;
    }
    const isNow = "current" in item.dataset;
    here.toggleAttribute("data-current", isNow);
    const area = item.querySelector("textarea[data-notes]");
    const own = here.querySelector("textarea[data-notes]");
    if (area && own) {
      const text = area.form.elements.namedItem("base").value.replaceAll("\r\n", "\n");
      notes.get(own.dataset.notes)?.heard(text, Number(area.dataset.version));
    } else if (Boolean(area) !== Boolean(own) && !notes.get(item.dataset.item)?.waits) {
      notes.delete(item.dataset.item);
      here.replaceWith(document.importNode(item, true));
    }
  }
  for (const here of document.querySelectorAll("[data-live]")) {
    const there = fresh.getElementById(here.id);
    if (there && !isBusy(here) && here.innerHTML !== there.innerHTML) {
      const open = [...here.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
      const focused = here.contains(document.activeElement) ? focusOf(here) : undefined;
      here.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)));
      for (const summary of here.querySelectorAll("details > summary")) {
        if (open.includes(summary.textContent)) {
          summary.parentElement.open = true;
        }
      }
      if (focused) {
        [...here.querySelectorAll("a, button, summary")].find((one) => focused === one.textContent)?.focus();
      }
    }
  }
  // In the order of the agenda, without moving what has it already.
  const order = [...fresh.querySelectorAll("[data-item]")].map((item) => item.id);
  const shown = [...list.children].map((item) => item.id);
  if (order.join() !== shown.filter((id) => order.includes(id)).join()) {
    const active = document.activeElement;
    for (const id of order) {
      list.append(document.getElementById(id));
    }
    active?.focus();
  }
  for (const item of [...list.children]) {
    if (!order.includes(item.id) && !notes.get(item.dataset.item)?.waits) {
      item.remove();
    }
  }
  const current = list.querySelector("[data-current]");
  if (current && current.id !== wasCurrent) {
    current.open = true;
    const old = wasCurrent && document.getElementById(wasCurrent);
    if (old && !old.contains(document.activeElement)) {
      old.open = false;
    }
  }
  takeUp();
  tick();
}

const focusOf = () => document.activeElement.textContent;

// What is pressed is done in place; without a connection it says so.
page.parentElement.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("[data-live]") || form.method !== "post") {
    return;
  }
  if (form.closest("#live-head")) {
    return;
  }
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body });
    if (answer.status === 422) {
      const { problems } = await answer.json();
      say(Object.values(problems).join(" "));
      return;
    }
    if (!answer.ok) {
      say("That was not done. Load the page again.");
      return;
    }
    for (const field of form.querySelectorAll("input:not([type=hidden])")) {
      field.value = "";
    }
    if (form.contains(document.activeElement)) {
      document.activeElement.blur();
    }
    form.closest("details")?.removeAttribute("open");
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    say("No connection. Try again when there is one.");
  }
});

// Clocks go on between two loadings.
function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - ahead - Number(clock.dataset.clock)) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const words = `${hours ? `${hours}:` : ""}${hours ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    const over = clock.dataset.box && seconds > Number(clock.dataset.box) * 60;
    clock.textContent = over ? `${words}, over its ${clock.dataset.box} min` : words;
    clock.classList.toggle("live-clock-over", Boolean(over));
  }
  store(alive(writer), Date.now());
}

// The server says that something changed; what, is on the page.
let events;

function follow() {
  events?.close();
  events = new EventSource(page.dataset.events);
  events.addEventListener("message", (event) => {
    if (event.data !== mark) {
      const first = mark === undefined;
      mark = event.data;
      if (!first || sawGap) {
        refresh();
      }
      sawGap = false;
    }
    back();
  });
  events.addEventListener("error", () => {
    sawGap = true;
    page.dataset.offline = "";
    if (events.readyState === EventSource.CLOSED) {
      clearTimeout(retry);
      retry = setTimeout(follow, 5000);
    }
  });
}

let retry;
let sawGap = true;

function back() {
  if ("offline" in page.dataset) {
    delete page.dataset.offline;
    say("");
    refresh();
  }
  for (const one of notes.values()) {
    if (one.waits) {
      one.later(0);
    }
  }
  sendLeft();
}

window.addEventListener("online", () => {
  follow();
  back();
});

window.addEventListener("offline", () => {
  page.dataset.offline = "";
  sawGap = true;
  say("No connection. What you type is kept in this browser, and sent when there is one.");
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    for (const one of notes.values()) {
      one.save();
    }
    events?.close();
  } else {
    sawGap = true;
    mark = undefined;
    follow();
  }
});

// From a field: on to the next item without leaving the keys.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea[data-notes]")) {
    event.preventDefault();
    notes.get(event.target.dataset.notes)?.save();
    document.querySelector('[data-keys="next"]')?.click();
  }
});

document.documentElement.dataset.liveScript = "";
for (const key of Object.keys(localStorage).filter((key) => key.startsWith("live-alive:"))) {
  if (Date.now() - (stored(key) ?? 0) > 24 * 60 * 60 * 1000) {
    localStorage.removeItem(key);
  }
}
takeUp();
tick();
setInterval(tick, 1000);
sendLeft().then(() => follow());
