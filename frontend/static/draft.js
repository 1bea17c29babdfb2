// Saves a draft as one goes. What the server has not acknowledged is kept in this browser and offered back: after a reload, a
// sign-out, a crash. The page works without this; what is shown anew comes from the server’s own page.
const PREFIX = "draft:";
const form = document.getElementById("draft-form");

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function put(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // No room, or not allowed: the server still has what it acknowledged.
  }
}

function keepSaving() {
  const key = PREFIX + form.dataset.draft;
  const status = document.getElementById("draft-status");
  const version = form.elements.namedItem("version");
  const people = form.elements.namedItem("people");
  const apart = new Set(["version", "people", "then", "nominate"]);
  const preview = document.getElementById("draft-preview");
  const charter = new Set(["charter", "mission", "goals", "topics", "subsystems", "repositories", "responsibilities"]);
  let waiting, saving, submitter, paused, searching, reading, previewing;
  let asked = 0;

  const fields = () =>
    [...new FormData(form)]
      .filter(([name]) => !apart.has(name))
      .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
  const written = () => JSON.stringify(fields());
  const time = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const keep = (sent) => put(key, { fields: fields(), at: Date.now(), sent });

  // What comes back from a form that was not taken is not saved yet.
  let acknowledged = "unsaved" in form.dataset ? "" : written();

  function say(text, link) {
    status.replaceChildren(text, ...(link ? [" ", link] : []));
  }

  function later(seconds) {
    clearTimeout(waiting);
    waiting = setTimeout(save, seconds * 1000);
  }

  function renew(page, id) {
    const here = document.getElementById(id);
    const there = page.getElementById(id);
    if (here && there) {
      here.replaceChildren(...there.childNodes);
    }
  }

  function renewProblems(page) {
    for (const problem of form.querySelectorAll(".field-error")) {
      problem.remove();
    }
    for (const control of form.elements) {
      if (!control.id) {
        continue;
      }
      const there = page.getElementById(control.id);
      for (const attribute of ["aria-invalid", "aria-describedby"]) {
        const value = there?.getAttribute(attribute);
        if (value) {
          control.setAttribute(attribute, value);
        } else {
          control.removeAttribute(attribute);
        }
      }
      const problem = page.getElementById(`${control.id}-error`);
      if (problem) {
        control.closest(".field")?.append(problem);
      }
    }
  }

  function taken(page, sent) {
    version.value = page.getElementById("draft-form").elements.namedItem("version").value;
    acknowledged = sent;
    for (const live of document.querySelectorAll("[data-live]")) {
      // Whoever typed on sees what they typed, not what was saved before.
      const older = live === preview && written() !== sent;
      if (live.id !== "draft-candidates" && !older) {
        renew(page, live.id);
      }
    }
    renewProblems(page);
    say(`Saved ${time(Date.now())}.`);
    if (written() === sent) {
      localStorage.removeItem(key);
    } else {
      later(1.5);
    }
  }

  async function refused(answer) {
    const kept = "Your text is kept in this browser.";
    if (answer.status === 401) {
      const link = document.createElement("a");
      link.href = `/sign-in?return_to=${encodeURIComponent(location.pathname)}`;
      link.textContent = "Sign in again";
      say(`Not saved: you are signed out. ${kept}`, link);
    } else if (answer.status === 409) {
      paused = true;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      version.value = page.getElementById("draft-form").elements.namedItem("version").value;
      renew(page, "draft-conflict");
      say("Not saved: it was saved in another tab or by another author meanwhile. Both texts stand above the form.");
    } else if (answer.status === 404 || answer.status === 403) {
      say(`Not saved: this draft is gone, or no longer yours. ${kept}`);
    } else {
      say(`Not saved. ${kept}`);
      later(Number(answer.headers.get("Retry-After")) || 15);
    }
  }

  async function save() {
    clearTimeout(waiting);
    const sent = written();
    if (saving || paused || sent === acknowledged) {
      return;
    }
    saving = true;
    say("Saving …");
    const body = new URLSearchParams(fields());
    body.set("version", version.value);
    body.set("then", "auto");
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      if (answer.ok) {
        taken(new DOMParser().parseFromString(await answer.text(), "text/html"), sent);
      } else {
        await refused(answer);
      }
    } catch {
      say("Not saved: there is no connection. Your text is kept in this browser.");
      later(10);
    }
    saving = false;
    if (submitter) {
      const by = submitter;
      submitter = undefined;
      form.requestSubmit(by);
    }
  }

  const charterTyped = () => fields().filter(([name]) => charter.has(name));

  function showSoon() {
    clearTimeout(reading);
    reading = setTimeout(show, 250);
  }

  // How the charter will read: rendered by the server, which keeps nothing of it. One answer is waited for at a time.
  async function show() {
    if (previewing) {
      showSoon();
      return;
    }
    previewing = true;
    const body = new URLSearchParams(charterTyped());
    const answer = await fetch(preview.dataset.preview, { method: "POST", body }).catch(() => undefined);
    if (answer?.ok) {
      const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
      preview.replaceChildren(...piece.body.childNodes);
    }
    previewing = false;
  }

  async function search() {
    const mine = ++asked;
    const address = `${location.pathname}?${new URLSearchParams({ people: people.value })}`;
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok && mine === asked) {
      renew(new DOMParser().parseFromString(await answer.text(), "text/html"), "draft-candidates");
    }
  }

  function offer(kept) {
    const banner = document.getElementById("draft-offer").content.cloneNode(true).firstElementChild;
    banner.querySelector('[data-draft="when"]').textContent = new Date(kept.at).toLocaleString();
    banner.querySelector('[data-draft="restore"]').addEventListener("click", () => {
      for (const [name, value] of kept.fields) {
        const control = form.elements.namedItem(name);
        if (control && "value" in control) {
          control.value = value;
        }
      }
      banner.remove();
      save();
    });
    banner.querySelector('[data-draft="forget"]').addEventListener("click", () => {
      localStorage.removeItem(key);
      banner.remove();
    });
    form.before(banner);
  }

  form.addEventListener("input", (event) => {
    if (event.target === people) {
      clearTimeout(searching);
      searching = setTimeout(search, 300);
    } else {
      keep(false);
      later(1.5);
      if (preview && charter.has(event.target.name)) {
        showSoon();
      }
    }
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (saving) {
      // Two saves at once would be each other’s conflict.
      event.preventDefault();
      submitter = event.submitter;
    } else {
      keep(event.submitter?.value === "submit");
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-draft="theirs"]')) {
      localStorage.removeItem(key);
    }
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      save();
    }
  });

  // From the browser’s own store a page comes back as it was, with a version that is gone.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  const kept = read(key);
  if (acknowledged === "") {
    paused = document.getElementById("draft-conflict").childElementCount > 0;
    keep(false);
  } else if (kept && JSON.stringify(kept.fields) !== acknowledged) {
    offer(kept);
  } else {
    localStorage.removeItem(key);
  }
}

// A proposal’s page after its submission: nothing of the draft needs to be kept.
function forgetSubmitted() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && read(key)?.sent) {
      localStorage.removeItem(key);
    }
  }
}

if (form) {
  keepSaving();
} else {
  forgetSubmitted();
}
