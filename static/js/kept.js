/*
 * What somebody typed into a draft and the portal does not have yet, kept in this browser until it has. An entry belongs
 * to a draft by its key, which tells nobody whose it is and which no other person's pages bear.
 */
const prefix = "draft:";
const longest = 90 * 24 * 60 * 60 * 1000;
const patience = 10000;

function nameOf(draft, page) {
  return `${prefix}${draft}:${page}`;
}

/* False where the browser keeps nothing: it is full, or was told not to. */
export function keep(draft, page, path, body) {
  try {
    localStorage.setItem(nameOf(draft, page), JSON.stringify({ path, body, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

export function kept(draft, page) {
  return read(nameOf(draft, page));
}

export function drop(draft, page, body) {
  const name = nameOf(draft, page);
  /* Another tab may have kept more since. */
  if (body === undefined || read(name)?.body === body) {
    remove(name);
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

function names(draft = "") {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}${draft}`));
  } catch {
    return [];
  }
}

export function dropAll(draft) {
  names(`${draft}:`).forEach(remove);
}

/* What nobody came back for. */
export function dropOld() {
  for (const name of names()) {
    const entry = read(name);
    if (!entry || Date.now() - entry.at > longest) {
      remove(name);
    }
  }
}

/* A token of the session that is open now; nothing where nobody is signed in. */
async function freshToken() {
  const answer = await fetch(location.pathname, { redirect: "manual", signal: AbortSignal.timeout(patience) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("input[name=csrf_token]")?.value;
}

/* {state, told}: saved; ended, nobody is signed in; sent, the draft is none any more; gone, nobody's here; away. */
export async function post(path, body, isRetried = false) {
  const token = document.querySelector("input[name=csrf_token]");
  const sent = new URLSearchParams(body);
  sent.set("csrf_token", token.value);
  sent.set("then", "by_itself");
  try {
    const answer = await fetch(path, {
      method: "POST", body: sent, redirect: "manual", signal: AbortSignal.timeout(patience),
    });
    if (answer.headers.get("Content-Type")?.includes("json")) {
      return { state: "saved", told: await answer.json() };
    }
    if (answer.type === "opaqueredirect") {
      return { state: "ended" };
    }
    if (answer.status === 422 && !isRetried) {
      const fresh = await freshToken();
      if (!fresh) {
        return { state: "ended" };
      }
      document.querySelectorAll("input[name=csrf_token]").forEach((input) => { input.value = fresh; });
      return await post(path, body, true);
    }
    return { state: { 403: "gone", 404: "gone", 409: "sent", 422: "ended" }[answer.status] ?? "away" };
  } catch {
    return { state: "away" };
  }
}

/* Sends what is kept of a draft, or of all, but for the page that is open; how many the portal has now. */
export async function sendAll(draft = "", except = "") {
  let count = 0;
  for (const name of names(draft && `${draft}:`)) {
    const entry = read(name);
    if (!entry || entry.path === except) {
      continue;
    }
    const { state, told } = await post(entry.path, entry.body);
    if ((state === "saved" && !told.keeps) || state === "sent") {
      if (read(name)?.body === entry.body) {
        remove(name);
      }
      count += state === "saved" ? 1 : 0;
    }
  }
  return count;
}
