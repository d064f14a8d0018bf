/*
 * Places offered under a box as somebody types: a combobox with a list, as the ARIA Authoring Practices describe it.
 * The box is a plain one with the browser's own list of well-known places until this takes over.
 */
const pause = 150;
const fewestLetters = 2;
/* The kind of what is known only to be somewhere. */
const unsaid = "Place";

function status(box) {
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  box.after(heard);
  return heard;
}

function listBelow(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-places`;
  list.className = "house_places";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places");
  box.after(list);
  return list;
}

function become(box, list) {
  box.removeAttribute("list");
  const facts = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(facts)) {
    box.setAttribute(name, value);
  }
}

function optionOf(place, number, list) {
  const option = document.createElement("li");
  option.id = `${list.id}-${number}`;
  option.className = "house_places__place";
  option.textContent = place.called ? `${place.called} (${place.label})` : place.label;
  option.dataset.label = place.label;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const kind = document.createElement("span");
  kind.className = "house_places__kind";
  kind.textContent = place.kind === unsaid ? "" : ` ${place.kind}`;
  option.append(kind);
  return option;
}

export function offer(box) {
  const list = listBelow(box);
  const heard = status(box);
  let active = -1;
  let waiting;
  let asking;
  become(box, list);

  const mark = (number) => {
    active = number;
    [...list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === number)));
    if (number < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  };

  const take = (option) => {
    box.value = option.dataset.label;
    heard.textContent = "";
    close();
  };

  const show = (places) => {
    list.replaceChildren(...places.map((place, number) => optionOf(place, number, list)));
    mark(-1);
    list.hidden = places.length === 0;
    box.setAttribute("aria-expanded", String(places.length > 0));
    heard.textContent = places.length === 1 ? "1 place offered" : `${places.length} places offered`;
  };

  const ask = async () => {
    asking?.abort();
    const typed = box.value.trim();
    if (typed.length < fewestLetters) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.places}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      const { places } = answer.ok ? await answer.json() : { places: [] };
      if (document.activeElement === box) {
        show(places);
      }
    } catch (problem) {
      /* Typed on, or offline: the box works without. */
      if (problem.name !== "AbortError") {
        close();
      }
    }
  };

  const step = (by) => {
    const { length } = list.children;
    if (!list.hidden && length > 0) {
      mark(((active < 0 && by < 0 ? length : active) + by + length) % length);
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
  box.addEventListener("keydown", (event) => {
    const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: close };
    if (list.hidden) {
      return;
    }
    if (event.key === "Enter" && active >= 0) {
      take(list.children[active]);
      event.preventDefault();
    } else if (event.key in keys) {
      keys[event.key]();
      event.preventDefault();
    }
  });
  box.addEventListener("blur", () => {
    clearTimeout(waiting);
    asking?.abort();
    close();
  });
  /* The box keeps the focus while a place is pointed at. */
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });
}
