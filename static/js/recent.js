/* The list of jobs somebody looked at: off until they ask for it, kept in this browser alone, sent nowhere. */

const KEY = "jobs-looked-at";
const MOST = 20;

/* Nothing is kept where the browser forbids it or somebody emptied it. */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.filter(({ title, path }) => title && /^\/vacancies\//u.test(path)) : null;
  } catch {
    return null;
  }
}

function keep(jobs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(jobs.slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

function note(advert) {
  const jobs = kept();
  if (jobs) {
    const path = window.location.pathname;
    keep([{ title: advert.dataset.seen, path }, ...jobs.filter((job) => job.path !== path)]);
  }
}

function link({ title, path }) {
  const item = document.createElement("li");
  const to = document.createElement("a");
  to.href = path;
  to.textContent = title;
  item.append(to);
  return item;
}

function show(section) {
  const part = (name) => section.querySelector(`[data-recent-${name}]`);
  const said = section.querySelector("[data-said]");
  const draw = () => {
    const jobs = kept();
    part("off").hidden = jobs !== null;
    part("on").hidden = jobs === null;
    part("start").hidden = jobs !== null;
    part("stop").hidden = jobs === null;
    part("list").replaceChildren(...(jobs ?? []).map(link));
  };
  part("start").addEventListener("click", () => {
    said.textContent = keep([]) ? "The list is kept from now on" : "This browser does not allow a list";
    draw();
    part("stop").focus();
  });
  part("stop").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    said.textContent = "The list is cleared and no longer kept";
    draw();
    part("start").focus();
  });
  draw();
  section.hidden = false;
}

document.querySelectorAll("[data-seen]").forEach(note);
document.querySelectorAll("[data-recent]").forEach(show);
