/* Improvements only: every page works without this script. */

const designSystemModules = {
  "ds-checkboxes": "Checkboxes",
  "ds-side-navigation": "SideNavigation",
};

/* The design system's script is large; only pages that hold one of its modules fetch it. */
async function startDesignSystem() {
  const elements = [...document.querySelectorAll("[data-module]")]
    .filter((element) => element.dataset.module in designSystemModules);
  if (elements.length === 0) {
    return;
  }
  const address = document.querySelector("script[data-design-system]").dataset.designSystem;
  const { default: designSystem } = await import(new URL(address, document.baseURI));
  for (const element of elements) {
    new designSystem.components[designSystemModules[element.dataset.module]](element).init();
  }
}

function openFiltersWhenWide() {
  const wide = window.matchMedia("(min-width: 48rem)");
  for (const details of document.querySelectorAll("details[data-open-when-wide]")) {
    details.open = wide.matches;
    wide.addEventListener("change", () => { details.open = wide.matches; });
  }
}

function countOf(text, unit) {
  if (unit === "words") {
    return text.split(/\s+/u).filter(Boolean).length;
  }
  return [...text].length;
}

function remainingText(left, unit) {
  const amount = Math.abs(left).toLocaleString("en-GB");
  const noun = Math.abs(left) === 1 ? unit.slice(0, -1) : unit;
  return left < 0 ? `You have ${amount} ${noun} too many` : `You have ${amount} ${noun} remaining`;
}

/* Says how much room is left, at once for the eye and after a pause for the ear, so that it does not talk over typing. */
function countDown(box) {
  const { limit, unit } = box.dataset;
  const field = box.querySelector("textarea");
  const shown = box.querySelector(".house_limit");
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("aria-live", "polite");
  box.append(heard);
  let pause;
  const update = () => {
    const left = Number(limit) - countOf(field.value, unit);
    shown.textContent = remainingText(left, unit);
    shown.classList.toggle("house_limit--over", left < 0);
    field.classList.toggle("house_over", left < 0);
  };
  field.addEventListener("input", () => {
    update();
    clearTimeout(pause);
    pause = setTimeout(() => { heard.textContent = shown.textContent; }, 1000);
  });
  if (field.value) {
    update();
  }
}

/* Only who begins to type a place fetches what completes it. */
function offerPlaces(box) {
  box.addEventListener("focus", async () => {
    const { offer } = await import(new URL(box.dataset.placesScript, document.baseURI));
    offer(box);
  }, { once: true });
}

/* What was left empty stays out of the address, so that a search can be passed on in few words. */
function leaveOutEmpty(form) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "") {
        formData.delete(name);
      }
    }
  });
}

function focusErrors() {
  const summary = document.getElementById("error-summary");
  if (summary) {
    summary.focus();
  }
}

/* What only a script can do is shown by it. */
function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
    (button.closest("[data-needs-script]") ?? button).hidden = false;
    button.hidden = false;
  }
}

function offerCopying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const said = button.closest("section").querySelector("[data-said]");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = "Link copied";
      said.textContent = "The link is copied";
    });
  }
}

/* Saves without leaving the page; whatever goes wrong, the form is sent as it is without a script. */
function saveInPlace(form) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute("formaction")) {
      return;
    }
    event.preventDefault();
    try {
      const answer = await fetch(button.getAttribute("formaction"), { method: "POST" });
      if (!answer.ok || !new URL(answer.url).searchParams.has("added")) {
        throw new Error(`not saved: ${answer.status}`);
      }
      const list = document.createElement("a");
      list.href = "/saved";
      list.textContent = "Saved: see your list";
      button.replaceWith(list);
      list.focus();
    } catch {
      form.action = button.getAttribute("formaction");
      form.submit();
    }
  });
}

/* Work that goes on elsewhere: looks again every two seconds, and opens the page anew when it is done. */
function watch(box) {
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-watch]");
      if (!answer.ok || answer.redirected || now === null) {
        location.reload();
        return;
      }
      if (now.textContent !== box.textContent) {
        box.replaceChildren(...now.childNodes);
      }
    } catch {
      // The network is away: the next look may find it back.
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}

/* What this browser keeps of a draft goes to the portal before its writer signs out. */
function sendBeforeSigningOut(form) {
  form.addEventListener("submit", async (event) => {
    if (!Object.keys(localStorage).some((name) => name.startsWith("draft:"))) {
      return;
    }
    event.preventDefault();
    const { sendAll } = await import("./kept.js");
    await sendAll();
    form.submit();
  });
}

document.documentElement.classList.add("js-enabled");
openFiltersWhenWide();
document.querySelectorAll(".house_limited").forEach(countDown);
document.querySelectorAll("[data-places]").forEach(offerPlaces);
document.querySelectorAll("form[data-leave-out-empty]").forEach(leaveOutEmpty);
focusErrors();
offerPrinting();
offerCopying();
document.querySelectorAll("[data-watch]").forEach(watch);
document.querySelectorAll("form#save").forEach(saveInPlace);
document.querySelectorAll(".house_who form").forEach(sendBeforeSigningOut);
startDesignSystem();
