// The search page: Pagefind's index, read in parts by period, under an interface of our own.
// A classic script on purpose: a browser loads no module from a local disk, and there this must still explain itself.
(() => {
  "use strict";
  const place = document.getElementById("search");
  if (!place) return;
  const words = place.dataset;
  const form = place.querySelector("form");
  const [box, country, where, order] = ["q", "country", "place", "order"].map((id) => document.getElementById(id));
  const [count, list, more, pages] = ["count", "results", "more", "names"].map((id) => document.getElementById(`search-${id}`));
  const PAGE = 10;
  const TITLE = 5; // what a word in a title counts for
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
    const ranking = { metaWeights: { title: TITLE, date: 0 } };
    const options = names.map((name) => ({ baseUrl: root, ranking, mergeFilter: { bundle: name } }));
    await index.options(options[0]);
    await index.init();
    await Promise.all(bundles.slice(1).map((b, n) => index.mergeIndex(new URL(".", b).href, options[n + 1])));
    const sizes = index.filters().then(({ country: countries = {}, place: places = {}, bundle = {} }) => {
      for (const [select, values] of [[country, countries], [where, places]]) {
        for (const name of Object.keys(values).sort((a, b) => a.localeCompare(b, language))) select.add(new Option(name, name));
      }
      return bundle;
    });
    return { index, sizes };
  }

  // Pagefind asks each bundle by itself, and puts the results in order by their scores. But a bundle that lacks a word passes
  // it over, or takes its own longest word that begins it ("to" for "Tokyo"); a word scores by how rare it is in that bundle;
  // and in an order by date the score is the place in that bundle. What follows makes of this what one bundle of all stories
  // gives.
  const names = bundles.map((b) => b.pathname.split("/").at(-2));
  const bundleOf = (hit) => hit.id.split("_", 1)[0]; // render/search.py sees to it
  const NO_RESULTS = { bundle: "none" }; // for the counts alone
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const language = document.documentElement.lang;
  const solid = /^(zh|ja|th)\b/i.test(language); // written without spaces: Pagefind divides it so
  const parted = (text) => [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)].map((part) => part.segment);
  const split = (text) => (solid ? parted(text) : text.split(/\s+/)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const rarity = (all, having) => Math.log(1 + (all - having + 0.5) / (having + 0.5)); // as Pagefind has it

  // How many stories of each bundle have a word or one that begins with it, and the bundles to take; where nothing begins with
  // it, those with the longest word that begins it.
  async function holders(index, word) {
    const count = async (text) => (await index.search(text, { filters: NO_RESULTS })).totalFilters.bundle ?? {};
    const [having, exact, other] = await Promise.all([word, `"${word}"`, `${word}0q0`].map(count));
    const there = names.filter((name) => having[name]);
    // Where nothing begins with the word, a longer one, which is nowhere, is found in the same places.
    const unsure = there.filter((name) => !exact[name] && other[name] === having[name]);
    const shorter = new Set(unsure);
    if (unsure.length) {
      const filters = { bundle: { any: unsure } };
      const answers = await Promise.all([word, `${word}0q0`].map((text) => index.search(text, { filters })));
      const [found, same] = answers.map(({ results }) => results.map((hit) => `${hit.id} ${hit.words}`));
      const places = new Set(same);
      for (const place of found) if (!places.has(place)) shorter.delete(place.split("_", 1)[0]);
    }
    let kept = there.filter((name) => !shorter.has(name));
    for (const letters = [...word]; !kept.length && shorter.size && letters.length > 1;) {
      letters.pop();
      const exact = await count(`"${letters.join("")}"`);
      kept = there.filter((name) => exact[name]);
    }
    return { having, kept: [kept, there, names].find((some) => some.length) };
  }

  async function find({ index, sizes }, text, filters, order) {
    const phrase = /^".+"$/.test(text);
    if (phrase) order ||= "desc"; // all its scores are equal
    const words = names.length > 1 && !phrase ? split(text.replaceAll('"', "")) : [];
    const whole = index.search(text || null, { filters, ...(order && { sort: { date: order } }) });
    const single = (word) => index.search(word, { filters: order ? NO_RESULTS : filters });
    const [{ results }, size, ...parts] = await Promise.all(
      [whole, sizes, ...(words.length === 1 ? [whole] : words.map(single))],
    );
    const held = await Promise.all(words.map((word) => holders(index, word)));
    const hits = results.filter((hit) => held.every(({ kept }) => kept.includes(bundleOf(hit))));
    const later = (a, b) => names.indexOf(bundleOf(a)) - names.indexOf(bundleOf(b));
    if (order) return hits.sort(order === "desc" ? later : (a, b) => later(b, a));
    if (!words.length) return hits;

    // A score is the sum of each word's rarity times its worth in the story. If a title has words, what is rare in it counts
    // TITLE times, the more the greater its part in all that was asked: by the square. So of one word's worth, TITLE times the
    // cube of how often the title has it is the title's.
    const all = sum(Object.values(size));
    const rare = held.map(({ having, kept }) => rarity(all, sum(kept.map((name) => having[name] ?? 0))));
    const score = new Map(hits.map((hit) => [hit.id, 0]));
    const titled = new Map();
    parts.forEach((part, n) => {
      for (const hit of part.results.filter(({ id }) => score.has(id))) {
        const name = bundleOf(hit);
        let worth = hit.score / rarity(size[name], held[n].having[name]);
        if (hit.matchedMetaFields?.includes("title")) {
          const times = Math.floor(Math.cbrt(worth / TITLE));
          worth -= TITLE * times ** 3;
          titled.set(hit.id, (titled.get(hit.id) ?? 0) + times * rare[n]);
        }
        score.set(hit.id, score.get(hit.id) + worth * rare[n]);
      }
    });
    for (const [id, part] of titled) score.set(id, score.get(id) + TITLE * part * (part / sum(rare)) ** 2);
    return hits.sort((a, b) => score.get(b.id) - score.get(a.id));
  }

  // Only <mark> is taken over from an excerpt; all else is text. At its end each story has, in brackets like these, what else
  // those are called whom it names: where it was found by one of these, its beginning is shown, and that name.
  const WORDS = 30;
  function excerpt({ excerpt, content, meta }) {
    const p = document.createElement("p");
    const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });
    const { body } = new DOMParser().parseFromString(excerpt, "text/html");
    const first = body.querySelector("mark");
    const nodes = [...body.childNodes];
    const at = nodes.indexOf(first);
    const [before, after] = [nodes.slice(0, Math.max(at, 0)), nodes.slice(at)].map((some) => some.map((n) => n.textContent).join(""));
    p.className = "summary";
    if (first && (before.lastIndexOf("⟦") > before.lastIndexOf("⟧") || /^⟦|^[^⟦]*⟧/.test(after))) {
      const [text] = content.split("⟦", 1);
      const start = text.startsWith(meta.title) ? text.slice(meta.title.length).replace(/^[\s.]+/, "") : text;
      const shown = start.split(/\s+/).slice(0, WORDS).join(" ");
      p.append(shown.length < start.trim().length ? `${shown} …` : shown);
      const word = first.textContent.replace(/[;⟦⟧]/g, "");
      const entry = (content.match(/⟦[^⟦⟧]*⟧/g) ?? []).map((part) => part.slice(1, -1)).find((part) => part.includes(word));
      if (entry) {
        const [, name, others = ""] = /^(.*?)(?:: (.*))?$/.exec(entry);
        const by = others.split("; ").find((other) => other.includes(word));
        const small = document.createElement("small");
        small.append(by ? `${name}: ` : "", mark(by ?? name));
        p.append(" ", small);
      }
      return p;
    }
    for (const node of body.childNodes) {
      const [text, ...rest] = node.textContent.split("⟦");
      p.append(node.nodeName === "MARK" ? mark(text) : text);
      if (rest.length) break;
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
    li.append(h, excerpt(found), meta);
    return li;
  }

  // The pages of countries, people, places … by any of their names: each word asked for begins one of theirs.
  const NAMED = 6;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const apart = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u; // a word may begin anywhere
  let naming = null;
  const loadNames = () => (naming ??= readNames().catch((error) => { naming = null; throw error; }));
  async function readNames() {
    const answer = await fetch(new URL(words.names, document.baseURI));
    return (await answer.json()).map(([name, url, kind, others]) => {
      const all = [name, ...others].map((text) => ({ text, key: ` ${apart(text).join(" ")}` }));
      return { name, url, kind, all, keys: all.map(({ key }) => key).join(" ") };
    });
  }
  const has = (key, word) => key.includes(unspaced.test(word) ? word : ` ${word}`);
  function named(known, text) {
    const asked = apart(text);
    if (!asked.length) return [];
    const exact = ` ${asked.join(" ")}`;
    const worth = ({ all }) => (all.some(({ key }) => key === exact) ? 0 : all.some(({ key }) => key.startsWith(exact)) ? 1 : 2);
    return known
      .filter(({ keys }) => asked.every((word) => has(keys, word)))
      .map((found) => ({ ...found, by: found.all.find(({ key }) => asked.every((word) => has(key, word)))?.text }))
      .filter(({ by }) => by)
      .sort((a, b) => worth(a) - worth(b) || a.name.length - b.name.length || a.name.localeCompare(b.name, language))
      .slice(0, NAMED);
  }
  async function showNamed(ticket, text) {
    const found = text ? await loadNames().then((known) => named(known, text), () => []) : [];
    if (ticket !== asked) return;
    pages.hidden = !found.length;
    pages.querySelector("ul").replaceChildren(...found.map(({ name, url, kind, by }) => {
      const li = document.createElement("li");
      const a = document.createElement("a");
      const small = document.createElement("small");
      a.href = url;
      a.textContent = name;
      small.textContent = by === name ? kind : `${kind} · ${by}`;
      li.append(a, " ", small);
      return li;
    }));
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
    for (const [key, value] of [["q", text], ["country", country.value], ["place", where.value], ["order", order.value]]) {
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    history.replaceState(null, "", address);
    const filters = { ...(country.value && { country: country.value }), ...(where.value && { place: where.value }) };
    showNamed(ticket, text);
    if (!text && !country.value && !where.value) {
      list.replaceChildren();
      more.hidden = true;
      return say("");
    }
    say(words.loading);
    try {
      const found = await find(await load(), text, filters, order.value);
      if (ticket !== asked) return;
      hits = found;
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
  for (const select of [country, where, order]) select.addEventListener("change", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); search(); });
  more.addEventListener("click", () => show(asked));

  const given = new URLSearchParams(location.search);
  box.value = given.get("q") ?? "";
  order.value = given.get("order") ?? "";
  const wanted = [[country, given.get("country")], [where, given.get("place")]].filter(([, value]) => value);
  const start = () => { if (box.value || country.value || where.value) search(); };
  if (wanted.length) {
    const choose = () => { for (const [select, value] of wanted) select.value = value; start(); };
    load().then(({ sizes }) => sizes).then(choose, () => say(words.failed));
  } else start();
})();
