/*
 * A page of a draft saves while somebody writes it, a moment after they stop typing. Until the portal has the words they
 * are kept in this browser too. The page's buttons do the same without this.
 */
import { drop, dropAll, dropOld, keep, kept, post, sendAll } from "./kept.js";

const pause = 1500;
const soonest = 3000;
const latest = 60000;
const home = document.querySelector("[data-draft]");
const { draft, page } = home?.dataset ?? {};
const form = page ? home : null;
const said = form?.querySelector("[data-saved]");
const lost = {
  ended: "Not saved: you were signed out. Press “Save and continue” and sign in: then your words are here again.",
  sent: "Not saved: this application has been sent. Copy what you typed before you leave.",
  gone: "Not saved: this draft was deleted, or somebody else has signed in. Copy what you typed before you leave.",
};

let waiting;
let sending = Promise.resolve();
let typed = 0;
let sent = 0;
let wait = soonest;
let last = "saved";
let isKept = false;
let isPassing = false;

function say(words, isLost) {
  said.classList.toggle("house_saved--failed", isLost);
  if (said.textContent !== words) {
    said.textContent = words;
  }
}

function filled() {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrf_token");
  return body.toString();
}

function away() {
  return isKept
    ? "Not saved: no connection; your words are kept on this device."
    : "Not saved: no connection. Keep this page open: it is tried again.";
}

/* Puts values into the boxes of one name, and leaves the cursor where the writer has it. */
function fill(name, values) {
  const boxes = [form.elements[name] ?? []].flatMap((each) => (each instanceof RadioNodeList ? [...each] : each));
  boxes.forEach((box, number) => {
    if (box.type === "radio" || box.type === "checkbox") {
      box.checked = values.includes(box.value) || (values.length === 0 && box.value === "");
    } else if (box.value !== (values[number] ?? "")) {
      const { selectionStart, value } = box;
      const text = values[number] ?? "";
      const isBefore = text.startsWith(value.slice(0, selectionStart));
      box.value = text;
      if (document.activeElement === box) {
        const place = isBefore ? selectionStart : Math.max(0, text.length - value.length + selectionStart);
        box.setSelectionRange?.(place, place);
      }
      box.dispatchEvent(new Event("input"));
    }
  });
}

async function showBeside() {
  const answer = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const box of form.querySelectorAll("[data-beside]")) {
    const now = fresh.querySelector(`[data-beside="${CSS.escape(box.dataset.beside)}"]`);
    box.replaceChildren(...(now?.childNodes ?? []));
  }
}

async function send() {
  const now = typed;
  const body = filled();
  const { state, told } = await post(location.pathname, body);
  last = state;
  if (state !== "saved") {
    say(lost[state] ?? away(), true);
    if (state === "sent") {
      drop(draft, page);
    }
    if (state === "away") {
      waiting = setTimeout(save, wait);
      wait = Math.min(wait * 2, latest);
    }
    return;
  }
  wait = soonest;
  sent = now;
  if (!told.keeps) {
    drop(draft, page, body);
  }
  /* Whoever has typed on goes on from what was sent; else the page shows what the portal has. */
  form.elements.read_from.value = typed === now ? told.read_from : told.sent;
  if (typed === now) {
    Object.entries(told.fields).forEach(([name, values]) => fill(name, values));
  }
  say(told.said, false);
  if (told.apart) {
    await showBeside().catch(() => undefined);
  }
}

/* One after the other, so that an older text never comes after a newer one. */
function save() {
  clearTimeout(waiting);
  sending = sending.then(() => (sent < typed ? send() : undefined));
  return sending;
}

function noteTyping() {
  typed += 1;
  isKept = keep(draft, page, location.pathname, filled());
  clearTimeout(waiting);
  /* To nobody's account nothing is sent over and over: it is tried again when the writer comes back, or by the button. */
  if (!(last in lost)) {
    waiting = setTimeout(save, pause);
  }
}

/* Words that the portal did not get at an earlier visit. */
function takeUp() {
  const entry = kept(draft, page);
  if (!entry) {
    return;
  }
  const body = new URLSearchParams(entry.body);
  for (const name of new Set([...new FormData(form).keys(), ...body.keys()])) {
    if (name !== "csrf_token" && name !== "then") {
      fill(name, body.getAll(name));
    }
  }
  isKept = true;
  typed += 1;
  say("Here is what you had typed on this device. It is being saved.", false);
  save();
}

/* A button sends the page once what was typed is saved; without a connection it would lead nowhere. */
async function pass(event) {
  clearTimeout(waiting);
  if (isPassing || (sent >= typed && navigator.onLine)) {
    isPassing = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  if (!navigator.onLine) {
    say(sent < typed ? away() : "No connection. What you typed is saved: go on when you are connected again.", true);
    return;
  }
  await save();
  if (last !== "sent" && last !== "away") {
    isPassing = true;
    form.requestSubmit(button);
  }
}

function writeByItself() {
  home.parentElement.querySelectorAll("[data-needs-script]").forEach((each) => { each.hidden = false; });
  form.addEventListener("input", (event) => event.isTrusted && noteTyping());
  form.addEventListener("submit", pass);
  addEventListener("online", save);
  document.addEventListener("visibilitychange", save);
  /* Leaving without a button: the last words go along. */
  addEventListener("pagehide", () => {
    clearTimeout(waiting);
    if (sent < typed && !isPassing) {
      const body = new URLSearchParams(new FormData(form));
      body.set("then", "by_itself");
      fetch(location.pathname, { method: "POST", body, keepalive: true }).catch(() => undefined);
    }
  });
  takeUp();
}

/* The last half hour is counted down, each minute said once. */
function countDown(box) {
  const end = performance.now() + Number(box.dataset.closesIn) * 1000;
  const tell = () => {
    const left = (end - performance.now()) / 1000;
    if (left <= 1800) {
      const minutes = Math.ceil(left / 60);
      const words = left < 0
        ? "This job has closed, so an application can no longer be sent. What you wrote is kept."
        : `This job closes in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
      if (box.textContent !== words) {
        box.textContent = words;
      }
    }
    if (left >= 0) {
      setTimeout(tell, Math.max(1000, left > 1800 ? Math.min((left - 1800) * 1000, latest) : (left % 60) * 1000 + 50));
    }
  };
  tell();
}

dropOld();
document.querySelectorAll("[data-closes-in]").forEach(countDown);
document.querySelectorAll("[data-forget-draft]").forEach((box) => {
  if (box.matches("form")) {
    box.addEventListener("submit", () => dropAll(box.dataset.forgetDraft));
  } else {
    dropAll(box.dataset.forgetDraft);
  }
});
if (form) {
  writeByItself();
}
if (draft) {
  /* Other pages of the draft: what they show may be older than what is sent now. */
  sendAll(draft, location.pathname).then((count) => {
    if (count && !form) {
      location.reload();
    }
  });
}

/* A page from the browser's memory no longer says what it was read from. */
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
