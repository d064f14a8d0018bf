/*
 * A page of the profile is kept in this browser while somebody writes it, until they send it: nothing typed is lost to a
 * closed window, a lost connection or an ended session. The page's buttons do the same without this.
 */
import { drop, dropOld, keep, kept } from "./kept.js";

const home = document.querySelector("[data-keeps]");
const key = home?.dataset.keeps;
const form = home?.querySelector("form[method=post]:not([data-keeps-not])");
const page = `${location.pathname}${location.search}`;
const leaving = "kept:leaving";

/* What a form says, but for what proves whose it is. */
function filled() {
  const data = new FormData(form);
  data.delete("csrf_token");
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

function fill(body) {
  for (const box of form.elements) {
    if (!box.name || ["hidden", "submit", "button", "file"].includes(box.type) || box.name === "csrf_token") {
      continue;
    }
    const values = body.getAll(box.name);
    if (box.type === "radio" || box.type === "checkbox") {
      box.checked = values.includes(box.value);
    } else {
      const same = [...form.elements].filter((each) => each.name === box.name);
      box.value = values[same.indexOf(box)] ?? "";
    }
    box.dispatchEvent(new Event("input"));
  }
}

function tell(words) {
  const said = document.createElement("p");
  said.className = "house_saved";
  said.setAttribute("role", "status");
  form.prepend(said);
  said.textContent = words;
}

/* Sent from the page before this one, and answered with another page: it has arrived. */
function forgetWhatArrived() {
  const sent = sessionStorage.getItem(leaving);
  sessionStorage.removeItem(leaving);
  const from = document.referrer && new URL(document.referrer);
  if (sent && from && sent === `${from.pathname}${from.search}` && sent !== page) {
    drop(key, sent);
  }
}

function begin() {
  const shown = filled();
  const entry = kept(key, page);
  if (entry && entry.body === shown) {
    drop(key, page);
  } else if (entry && !form.querySelector("[aria-invalid=true]")) {
    fill(new URLSearchParams(entry.body));
    tell("Here is what you had typed on this device and not saved yet. Check it, then save it.");
  }
  form.addEventListener("input", (event) => {
    if (event.isTrusted) {
      keep(key, page, page, filled());
    }
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      tell("No connection. What you typed is kept on this device: save it when you are connected again.");
      return;
    }
    sessionStorage.setItem(leaving, page);
  });
}

if (key) {
  dropOld();
  try {
    forgetWhatArrived();
  } catch {
    // The browser keeps nothing.
  }
  if (form) {
    begin();
  }
}
