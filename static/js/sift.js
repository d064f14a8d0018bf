/*
 * Keys for whoever reads many applications: an improvement only, each key goes where a link or a button is.
 * They can be switched off, as some people's speech or hands press letters they do not mean.
 */
const help = document.querySelector("[data-keys]");
const turn = help?.querySelector("[data-keys-switch]");
const kept = "sift-keys";
let areOn = true;

function show() {
  turn.setAttribute("aria-pressed", String(areOn));
  turn.textContent = areOn ? "Keys are on" : "Keys are off";
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox], [type=radio])") || target.isContentEditable;
}

/* Moves through the rows of a list; from outside it, to the first. */
function toRow(step) {
  const rows = [...document.querySelectorAll("main .house_table th a")];
  const here = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next].focus();
  return true;
}

function chooseRow() {
  const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

/* A digit gives the mark in whose row the focus is. */
function mark(digit) {
  const box = document.activeElement.closest("[data-marks]")?.querySelector(`input[type=radio][value="${digit}"]`);
  if (!box) {
    return false;
  }
  box.checked = true;
  box.focus();
  return true;
}

/* To the first criterion that has no mark, from wherever the focus is; where all have one, to the button. */
function toMarks() {
  const rows = [...document.querySelectorAll("[data-marks]")];
  const open = rows.find((row) => !row.querySelector("input[type=radio]:checked"));
  const target = (open ?? null)?.querySelector("input[type=radio]") ?? document.querySelector("#score button[name=then]");
  target?.focus();
  return Boolean(target);
}

/* Links are followed; what decides something is only brought into focus, for Enter to confirm. */
function goTo(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) {
    return false;
  }
  if (target.matches("a")) {
    target.click();
  } else {
    target.focus();
  }
  return true;
}

function does(key) {
  if (/^[0-9]$/u.test(key)) {
    return mark(key);
  }
  if (key === "m") {
    return toMarks();
  }
  if (key === "x") {
    return chooseRow();
  }
  if (help.dataset.keys === "list" && (key === "j" || key === "k")) {
    return toRow(key === "j" ? 1 : -1);
  }
  return goTo(key);
}

if (help) {
  areOn = localStorage.getItem(kept) !== "off";
  help.hidden = false;
  show();
  turn.addEventListener("click", () => {
    areOn = !areOn;
    localStorage.setItem(kept, areOn ? "on" : "off");
    show();
  });
  document.addEventListener("keydown", (event) => {
    const isPlain = !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
    if (areOn && isPlain && /^[a-z0-9]$/u.test(event.key) && !isTyping(event.target) && does(event.key)) {
      event.preventDefault();
    }
  });
}
