/*
 * Saves a page while somebody writes it, a little after they stop typing. What does not pass the checks yet is kept for
 * the writer alone. The page's buttons do the same without this.
 */
const pause = 3000;
const patience = 10000;
const form = document.querySelector("form[data-saves-by-itself]");
const said = form.querySelector("[data-saved]");
const lost = {
  ended: "Not saved: you were signed out. Sign in again in another window, then come back and press “Save” here.",
  gone: "Not saved: this advert is no draft any more, or your role has changed. Copy what you typed before you leave.",
  failed: "Not saved yet: the portal cannot be reached. It is tried again as you go on typing.",
};

/* Here nobody leaves without saving. */
for (const link of document.querySelectorAll("[data-leave]")) {
  link.textContent = link.dataset.leave;
}

let waiting;
let sending = Promise.resolve();
let typed = 0;
let sent = 0;
let isOnItsWay = false;
let isLeaving = false;

function say(words, isLost) {
  said.classList.toggle("house_saved--failed", isLost);
  if (said.textContent !== words) {
    said.textContent = words;
  }
}

function filled() {
  const body = new FormData(form);
  body.append("then", "by_itself");
  return new URLSearchParams(body);
}

async function send() {
  const now = typed;
  isOnItsWay = true;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST", body: filled(), redirect: "manual", signal: AbortSignal.timeout(patience),
    });
    if (answer.type === "opaqueredirect") {
      say(lost.ended, true);
      return;
    }
    if (!answer.headers.get("Content-Type")?.includes("json")) {
      say([403, 404, 409].includes(answer.status) ? lost.gone : answer.status === 422 ? lost.ended : lost.failed, true);
      return;
    }
    const told = await answer.json();
    sent = now;
    if (told.read_from) {
      form.elements.read_from.value = told.read_from;
    }
    say(told.said, false);
  } catch {
    say(lost.failed, true);
  } finally {
    isOnItsWay = false;
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
  clearTimeout(waiting);
  waiting = setTimeout(save, pause);
}

form.addEventListener("input", noteTyping);

/* What is on its way changes what the page was read from, so a button waits for it. */
form.addEventListener("submit", async (event) => {
  clearTimeout(waiting);
  if (!isOnItsWay) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  await sending;
  form.requestSubmit(button);
});

/* Leaving without a button: the last words go along. */
addEventListener("pagehide", () => {
  clearTimeout(waiting);
  if (sent < typed && !isLeaving) {
    fetch(location.pathname, { method: "POST", body: filled(), keepalive: true });
  }
});

/* A page from the browser's memory no longer says what it was read from. */
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
