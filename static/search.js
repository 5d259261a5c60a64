// The search page: Pagefind's index, read in parts by period, under an interface of our own.
// A classic script on purpose: a browser loads no module from a local disk, and there this must still explain itself.
(() => {
  "use strict";
  const place = document.getElementById("search");
  if (!place) return;
  const words = place.dataset;
  const form = place.querySelector("form");
  const [box, country, order] = ["q", "country", "order"].map((id) => document.getElementById(id));
  const [count, list, more] = ["count", "results", "more"].map((id) => document.getElementById(`search-${id}`));
  const PAGE = 10;
  const root = new URL(".", new URL(words.root, document.baseURI)).href;
  const bundles = words.bundles.split(" ").filter(Boolean).map((path) => new URL(path, document.baseURI));

  const say = (text) => { count.textContent = text; };
  if (location.protocol === "file:") return say(words.local);
  if (!bundles.length) return say(words.empty);
  place.hidden = false;

  // The index is loaded once, when it is first needed. A failure is forgotten, so that the next search tries again.
  let loading = null;
  const load = () => (loading ??= open().catch((error) => { loading = null; throw error; }));
  async function open() {
    const index = await import(bundles[0].href);
    await index.options({ baseUrl: root });
    await index.init();
    await Promise.all(bundles.slice(1).map((b) => index.mergeIndex(new URL(".", b).href, { baseUrl: root })));
    const { country: names = {} } = await index.filters();
    for (const name of Object.keys(names).sort((a, b) => a.localeCompare(b, document.documentElement.lang))) {
      country.add(new Option(name, name));
    }
    return index;
  }

  // Only <mark> is taken over from an excerpt; all else is text.
  function excerpt(html) {
    const p = document.createElement("p");
    p.className = "summary";
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const marked = node.nodeName === "MARK" ? document.createElement("mark") : null;
      if (marked) marked.textContent = node.textContent;
      p.append(marked ?? node.textContent);
    }
    return p;
  }

  function entry(found) {
    const li = document.createElement("li");
    const h = document.createElement("h2");
    const a = document.createElement("a");
    const meta = document.createElement("p");
    h.className = "headline";
    a.href = found.url;
    a.textContent = found.meta.title;
    h.append(a);
    meta.className = "meta";
    meta.textContent = [found.meta.date, (found.filters.country ?? []).join(", ")].filter(Boolean).join(" · ");
    li.append(h, excerpt(found.excerpt), meta);
    return li;
  }

  let asked = 0;
  let hits = [];
  let shown = 0;

  async function show(ticket) {
    const first = shown;
    const found = await Promise.all(hits.slice(first, first + PAGE).map((hit) => hit.data()));
    if (ticket !== asked) return;
    list.append(...found.map(entry));
    shown = first + found.length;
    more.hidden = shown >= hits.length;
    say((shown < hits.length ? words.shown : words.found).replace("{count}", hits.length).replace("{shown}", shown));
    if (first) list.children[first].querySelector("a").focus();
  }

  async function search() {
    const ticket = ++asked;
    const text = box.value.trim();
    const address = new URL(location.href);
    for (const [key, value] of [["q", text], ["country", country.value], ["order", order.value]]) {
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    history.replaceState(null, "", address);
    const filters = country.value ? { country: country.value } : {};
    if (!text && !country.value) {
      list.replaceChildren();
      more.hidden = true;
      return say("");
    }
    say(words.loading);
    try {
      const index = await load();
      const answer = await index.search(text || null, { filters, ...(order.value && { sort: { date: order.value } }) });
      if (ticket !== asked) return;
      hits = answer.results;
      shown = 0;
      list.replaceChildren();
      more.hidden = true;
      if (hits.length) await show(ticket);
      else say(words.none);
    } catch (error) {
      console.error(error);
      if (ticket === asked) say(words.failed);
    }
  }

  let pause = 0;
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 250); });
  box.addEventListener("focus", () => load().catch(() => {}), { once: true });
  for (const select of [country, order]) select.addEventListener("change", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); search(); });
  more.addEventListener("click", () => show(asked));

  const given = new URLSearchParams(location.search);
  box.value = given.get("q") ?? "";
  order.value = given.get("order") ?? "";
  const wanted = given.get("country");
  const start = () => { if (box.value || country.value) search(); };
  if (wanted) load().then(() => { country.value = wanted; start(); }, () => say(words.failed));
  else start();
})();
