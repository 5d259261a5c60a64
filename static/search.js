// The search page: Pagefind's index, read in parts by period, under an interface of our own.
// The address says all that is asked: words, what to narrow by, the order. Whatever changes it, `run` shows what it asks.
// A classic script on purpose: a browser loads no module from a local disk, and there this must still explain itself.
(() => {
  "use strict";
  const page = document.getElementById("search");
  if (!page) return;
  const box = document.getElementById("q");
  const browse = document.getElementById("browse");
  const part = (name) => document.getElementById(`search-${name}`);
  const [form, count, list, more, pages, narrow, chosen, help, order, keys] =
    ["form", "count", "results", "more", "names", "narrow", "chosen", "help", "order", "keys"].map(part);
  const all = form.querySelector(".all-stories");
  const past = narrow.querySelector(".past a");
  const [said, forms] = [page.dataset.said, page.dataset.forms].map(JSON.parse);
  const language = document.documentElement.lang;
  const here = (path) => new URL(path, document.baseURI);
  const root = new URL(".", here(page.dataset.root)).href;
  const bundles = page.dataset.bundles.split(" ").filter(Boolean).map(here);
  const PAGE = 10; // results at a time
  const FEW = 6; // values of a filter at first
  const MANY = 60; // and at each further step
  const TITLE = 5; // what a word in a title counts for

  // words

  const number = (n) => new Intl.NumberFormat(language).format(n);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const plural = new Intl.PluralRules(language);
  const stories = (n) => {
    const [, text] = forms.find(([like]) => like === n) ?? forms.findLast(([like]) => plural.select(like) === plural.select(n)) ?? forms.at(-1);
    return fill(text, { count: number(n) });
  };
  const say = (text) => { count.textContent = text; };

  // What is no text of ours goes into the page as text alone, never as markup.
  function make(name, attributes = {}, ...inside) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) node.setAttribute(key, value);
    node.append(...inside);
    return node;
  }

  // what is asked

  const FILTERS = ["country", "person", "place", "tag"];
  const KEYS = [...FILTERS, "year"];
  const YEARS = /^(?=.*\d)(\d{0,4})(-?)(\d{0,4})$/;
  function parse(query) {
    const given = new URLSearchParams(query);
    const asked = { text: (given.get("q") ?? "").trim(), sort: ["date", "oldest"].find((way) => way === given.get("sort")) ?? "" };
    for (const key of KEYS) asked[key] = [...new Set(given.getAll(key).filter(Boolean))];
    asked.year = asked.year.filter((years) => YEARS.test(years));
    return asked;
  }
  function address(asked) {
    const to = new URLSearchParams();
    if (asked.text) to.set("q", asked.text);
    for (const key of KEYS) for (const value of asked[key]) to.append(key, value);
    if (asked.sort) to.set("sort", asked.sort);
    return to.size ? `?${to}` : location.pathname;
  }
  const without = (asked, key, value) => ({ ...asked, [key]: asked[key].filter((other) => other !== value) });
  const withMore = (asked, key, value) => ({ ...asked, [key]: [...without(asked, key, value)[key], value] });
  const narrowed = (asked) => KEYS.flatMap((key) => asked[key].map((value) => [key, value]));
  const isAsked = (asked) => asked.text || asked.sort || narrowed(asked).length > 0;

  function bounds(years) {
    const [, from, to, until] = YEARS.exec(years);
    return [from ? Number(from) : -Infinity, until ? Number(until) : to ? Infinity : Number(from)];
  }
  function inWords(key, value) {
    if (key !== "year") return value;
    const [from, until] = bounds(value);
    if (from === -Infinity) return fill(said.until, { date: until });
    if (until === Infinity) return fill(said.since, { date: from });
    if (from % 10 === 0 && until === from + 9) return fill(said.decade, { date: from });
    return from === until ? `${from}` : `${from}–${until}`;
  }
  function filtersOf(asked, years) {
    const filters = {};
    for (const key of FILTERS) if (asked[key].length) filters[key] = asked[key]; // all of them
    if (asked.year.length) {
      const wanted = asked.year.map(bounds);
      filters.year = { any: ["none", ...years.filter((year) => wanted.some(([from, until]) => year >= from && year <= until))] };
    }
    return filters;
  }

  // The index is loaded once, when it is first needed. A failure is forgotten, so that the next search tries again.
  let loading = null;
  const load = () => (loading ??= open().catch((error) => { loading = null; throw error; }));
  async function open() {
    const index = await import(bundles[0].href);
    const ranking = { metaWeights: { title: TITLE } };
    const options = names.map((name) => ({ baseUrl: root, ranking, mergeFilter: { bundle: name } }));
    await index.options(options[0]);
    await index.init();
    await Promise.all(bundles.slice(1).map((b, n) => index.mergeIndex(new URL(".", b).href, options[n + 1])));
    const { bundle: sizes = {}, ...totals } = await index.filters();
    return { index, sizes, totals, years: Object.keys(totals.year ?? {}) };
  }

  // Pagefind asks each bundle by itself, and puts the results in order by their scores. But a bundle that lacks a word passes
  // it over, or takes its own longest word that begins it ("to" for "Tokyo"); a word scores by how rare it is in that bundle;
  // and in an order by date the score is the place in that bundle. What follows makes of this what one bundle of all stories
  // gives.
  const names = bundles.map((b) => b.pathname.split("/").at(-2));
  const bundleOf = (hit) => hit.id.split("_", 1)[0]; // render/search.py sees to it
  const NO_RESULTS = { bundle: "none" }; // for the counts alone
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
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

  async function find({ index, sizes, years }, asked) {
    const { text } = asked;
    const filters = filtersOf(asked, years);
    const phrase = /^".+"$/.test(text);
    const dated = asked.sort === "oldest" ? "asc" : asked.sort || !text || phrase ? "desc" : ""; // a phrase's scores are all equal
    const words = names.length > 1 && !phrase ? split(text.replaceAll('"', "")) : [];
    const ask = (filters) => index.search(text || null, { filters, ...(dated && { sort: { date: dated } }) });
    const single = (word) => index.search(word, { filters: dated ? NO_RESULTS : filters });
    const whole = ask(filters);
    const [{ results, filters: counted }, ...parts] = await Promise.all([whole, ...(words.length === 1 ? [whole] : words.map(single))]);
    const held = await Promise.all(words.map((word) => holders(index, word)));
    const kept = names.filter((name) => held.every(({ kept }) => kept.includes(name)));
    const hits = results.filter((hit) => kept.includes(bundleOf(hit)));
    const all = kept.length === names.length;
    const only = all ? {} : { bundle: { any: ["none", ...kept] } };
    const { year: _, ...others } = filters;
    const [counts, ofYears] = await Promise.all([
      all ? counted : ask({ ...filters, ...only }).then((answer) => answer.filters),
      filters.year && ask({ ...others, ...only }).then((answer) => answer.filters.year), // what other years would add
    ]);
    const found = { hits, counts: { ...counts, ...(ofYears && { year: ofYears }) }, dated };
    if (dated || !words.length) {
      if (dated) hits.sort((a, b) => (names.indexOf(bundleOf(a)) - names.indexOf(bundleOf(b))) * (dated === "desc" ? 1 : -1));
      return found;
    }
    // A score is the sum of each word's rarity times its worth in the story. If a title has words, what is rare in it counts
    // TITLE times, the more the greater its part in all that was asked: by the square. So of one word's worth, TITLE times the
    // cube of how often the title has it is the title's.
    const total = sum(Object.values(sizes));
    const rare = held.map(({ having, kept }) => rarity(total, sum(kept.map((name) => having[name] ?? 0))));
    const score = new Map(hits.map((hit) => [hit.id, 0]));
    const titled = new Map();
    parts.forEach((part, n) => {
      for (const hit of part.results.filter(({ id }) => score.has(id))) {
        const name = bundleOf(hit);
        let worth = hit.score / rarity(sizes[name], held[n].having[name]);
        if (hit.matchedMetaFields?.includes("title")) {
          const times = Math.floor(Math.cbrt(worth / TITLE));
          worth -= TITLE * times ** 3;
          titled.set(hit.id, (titled.get(hit.id) ?? 0) + times * rare[n]);
        }
        score.set(hit.id, score.get(hit.id) + worth * rare[n]);
      }
    });
    for (const [id, part] of titled) score.set(id, score.get(id) + TITLE * part * (part / sum(rare)) ** 2);
    hits.sort((a, b) => score.get(b.id) - score.get(a.id));
    return found;
  }

  // A filter's value may be any name of the thing: what has been shared before it was renamed still means the same.
  async function called(asked, totals) {
    const unknown = FILTERS.flatMap((key) => asked[key].filter((value) => !(value in (totals[key] ?? {}))).map((value) => [key, value]));
    if (!unknown.length) return asked;
    const known = await loadNames();
    return unknown.reduce((now, [key, value]) => {
      const meant = ` ${apart(value).join(" ")}`;
      const it = known.find((one) => one.filter === key && one.name in totals[key] && one.all.some((name) => name.key === meant));
      return it ? withMore(without(now, key, value), key, it.name) : now;
    }, asked);
  }

  // A result as lists of stories show it. What stands in brackets like these at the end of a text is there to be found, not to
  // be read: dates, the dateline, what else those are called whom the story names.
  const SENTENCE = /[.!?…。！？]["”’»)]*$/; // at its end
  const WORDS = 32; // that are shown
  const LEAD = 14; // of which so many may stand before the first that was asked for
  function mark(word) {
    const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
    return core ? [before, make("mark", {}, core), after] : [word];
  }
  const within = (word, from, to) => word >= from && word < to;
  function excerpt({ raw_content: raw, content, weighted_locations: places, meta }, lang) {
    const text = (raw ?? content).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const divided = text.includes("\u200B");
    const words = text.split(divided ? "\u200B" : /\s+/);
    const glue = divided ? "" : " ";
    const bracket = words.findIndex((word) => word.includes("⟦"));
    const end = bracket < 0 ? words.length : bracket;
    let first = 0; // behind the title, with which it begins
    if (content.startsWith(meta.title)) {
      for (let length = 0; length < meta.title.length && first < end; first++) length += words[first].length + glue.length;
    }
    const marked = new Set(places.map(({ location }) => location));
    const run = (from, to) => words.slice(from, to).flatMap((word, n) => [...(marked.has(from + n) ? mark(word) : [word]), glue]);
    const p = make("p", { class: "summary", lang, dir: lang && "auto" });

    // The part of the text with the most of the words, the first of several; not the record beside it, which counts for less.
    const at = places.filter(({ location, weight }) => weight >= 0.5 && within(location, first, end)).map(({ location }) => location).sort((a, b) => a - b);
    const richness = (n) => new Set(at.filter((other) => within(other, n, n + WORDS - LEAD)).map((n) => apart(words[n])[0]?.slice(0, 4))).size;
    const best = at.reduce((most, n) => (most !== undefined && richness(n) <= richness(most) ? most : n), undefined);
    let start = first;
    if (best >= first + LEAD) {
      start = best;
      while (start > best - LEAD && !SENTENCE.test(words[start - 1])) start--;
      if (start === best - LEAD) start = best - LEAD / 2;
    }
    let stop = Math.min(end, start + WORDS);
    for (let n = stop; n > stop - 8 && !marked.has(n); n--) if (SENTENCE.test(words[n - 1])) stop = n; // rather than in the middle
    const whole = stop === end || SENTENCE.test(words[stop - 1]);
    p.append(...(start > first ? ["… "] : []), ...run(start, stop), ...(whole ? [] : ["…"]));
    if (best !== undefined || [...marked].some((n) => n < first)) return p;

    const beside = [...marked].find((n) => within(n, first, end));
    const behind = [...marked].find((n) => n >= end);
    if (beside !== undefined) p.append(" ", make("small", {}, ...run(Math.max(first, beside - 3), Math.min(end, beside + 6))));
    else if (behind !== undefined) {
      const word = words[behind].replace(/[;⟦⟧]/g, "");
      const entry = (content.match(/⟦[^⟦⟧]*⟧/g) ?? []).map((one) => one.slice(1, -1)).find((one) => one.includes(word));
      const [, name = "", others = ""] = /^(.*?)(?:: (.*))?$/.exec(entry ?? "");
      const by = others.split("; ").find((other) => other.includes(word));
      if (entry) p.append(" ", make("small", {}, by ? `${name}: ` : "", make("mark", { dir: "auto" }, by ?? name)));
    }
    return p;
  }
  function result(found) {
    const { when = "", countries = [], dateline, lang, sources, mark: stands, notes } = JSON.parse(found.filters.card?.[0] ?? "{}");
    const link = make("a", { href: found.url, lang, dir: lang && "auto" }, found.meta.title);
    const about = [
      [countries.join(" – ")], [dateline, "dateline"], [sources], [stands, "mark corrected"], [notes, "mark record-notes"],
    ].filter(([text]) => text).flatMap(([text, of]) => [make("span", { class: of }, text), " "]);
    return make("li", {},
      make("p", { class: "when" }, when),
      make("div", {}, make("h2", { class: "headline" }, link), excerpt(found, lang), make("p", { class: "meta" }, ...about)));
  }

  // The pages of countries, people, places … by any of their names: each word asked for begins one of theirs.
  const NAMED = 6;
  const OF_ROUTE = { countries: "country", people: "person", places: "place", tags: "tag" };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const apart = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u; // a word may begin anywhere
  let naming = null;
  const loadNames = () => (naming ??= readNames().catch((error) => { naming = null; throw error; }));
  async function readNames() {
    const answer = await fetch(here(page.dataset.names));
    return (await answer.json()).map(([name, url, kind, others, count, also]) => {
      const all = [name, ...others].map((text) => ({ text, key: ` ${apart(text).join(" ")}` }));
      const filter = OF_ROUTE[url.split("/").at(-3)];
      return { name, url, kind, count, also, filter, all, keys: all.map(({ key }) => key).join(" ") };
    });
  }
  const has = (key, word) => key.includes(unspaced.test(word) ? word : ` ${word}`);
  function named(known, text) {
    const asked = apart(text);
    if (!asked.length) return [];
    const exact = ` ${asked.join(" ")}`;
    const worth = ({ all }) => (all.some(({ key }) => key === exact) ? 0 : all.some(({ key }) => key.startsWith(exact)) ? 1 : 2);
    const found = known
      .filter(({ keys }) => asked.every((word) => has(keys, word)))
      .map((one) => ({ ...one, by: one.all.find(({ key }) => asked.every((word) => has(key, word)))?.text, worth: worth(one) }))
      .filter(({ by }) => by)
      .sort((a, b) => a.worth - b.worth || b.count - a.count || a.name.length - b.name.length || a.name.localeCompare(b.name, language));
    const first = found.filter(({ worth }) => worth === 0);
    const beside = known.filter(({ url }) => first.some(({ also }) => also.includes(url)) && !found.some((one) => one.url === url));
    const begun = found.filter(({ worth }) => worth === 1);
    const direct = [...first, ...beside, ...begun].slice(0, NAMED);
    return [...direct, ...found.filter(({ worth }) => worth === 2).slice(0, Math.max(0, NAMED / 2 - direct.length))];
  }
  // Steps from one word to another, each a letter put in, left out, changed or swapped; more than `most` are not counted.
  function steps(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      for (let j = 1; j <= b.length; j++) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [before, last] = [last, now];
    }
    return last[b.length];
  }
  function nearest(known, text) {
    const asked = apart(text).join(" ");
    const most = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
    const away = ({ key }) => Math.min(...[key.trim(), ...key.trim().split(" ")].map((word) => steps(asked, word, most)));
    if (!most) return [];
    return known.map((one) => ({ ...one, away: Math.min(...one.all.map(away)) }))
      .filter((one) => one.away <= most)
      .sort((a, b) => a.away - b.away || b.count - a.count)
      .slice(0, 3);
  }
  function showNamed(found) {
    pages.hidden = !found.length;
    pages.querySelector("ul").replaceChildren(...found.map(({ name, url, kind, count, by }) => {
      const note = make("small", {}, `${kind}, ${stories(count)}`);
      if (!by) note.append(` · ${said.also}`);
      else if (by !== name) note.append(" · ", make("bdi", {}, by));
      return make("li", {}, make("a", { href: url }, name), " ", note);
    }));
  }

  // What is found can be narrowed by what it has; each value says how many stories it would leave.
  const shownOf = {};
  function bar(part) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const rect = document.createElementNS(space, "rect");
    for (const [key, value] of Object.entries({ class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" })) svg.setAttribute(key, value);
    for (const [key, value] of Object.entries({ width: Math.round(part * 1000) / 10, height: 1 })) rect.setAttribute(key, value);
    svg.append(rect);
    return svg;
  }
  function valuesOf(key, counts) {
    if (key !== "year") {
      return Object.entries(counts).sort(([a, x], [b, y]) => y - x || a.localeCompare(b, language));
    }
    const decades = {};
    for (const [year, n] of Object.entries(counts)) {
      const first = Math.floor(year / 10) * 10;
      decades[first] = (decades[first] ?? 0) + n;
    }
    return Object.entries(decades).sort(([a], [b]) => b - a).map(([first, n]) => [`${first}-${Number(first) + 9}`, n]);
  }
  function countOf(key, value, counts) {
    if (key !== "year") return counts[value] ?? 0;
    const [from, until] = bounds(value);
    return sum(Object.entries(counts).filter(([year]) => year >= from && year <= until).map(([, n]) => n));
  }
  function drawFilters(counts) {
    const focused = narrow.contains(document.activeElement) ? document.activeElement.dataset.value : undefined;
    for (const group of narrow.querySelectorAll("fieldset")) {
      const { key } = group.dataset;
      const of = counts[key] ?? {};
      const mine = state[key].map((value) => [value, countOf(key, value, of)]);
      const others = valuesOf(key, of).filter(([value, n]) => n && !state[key].includes(value));
      const rows = key === "year" ? [...mine, ...others].sort(([a], [b]) => bounds(b)[0] - bounds(a)[0]) : [...mine, ...others];
      const limit = key === "year" ? rows.length : Math.max(shownOf[key] ?? FEW, mine.length);
      const most = Math.max(1, ...rows.map(([, n]) => n));
      const items = rows.slice(0, limit).map(([value, n]) => {
        const input = make("input", { type: "checkbox", form: form.id, "data-key": key, "data-value": `${key} ${value}` });
        input.checked = state[key].includes(value);
        input.addEventListener("change", () => go((input.checked ? withMore : without)(state, key, value)));
        const name = make("span", {}, make("bdi", {}, inWords(key, value)));
        const row = make("label", {}, input, name, make("span", { class: "n" }, number(n)));
        if (key === "year") name.after(bar(n / most));
        return make("li", {}, row);
      });
      const left = rows.length - items.length;
      if (left) {
        const button = make("button", { type: "button", class: "plain" }, fill(said.more, { count: number(Math.min(left, MANY)) }));
        button.addEventListener("click", () => {
          shownOf[key] = limit + MANY;
          drawFilters(counts);
          group.querySelectorAll("input[type=checkbox]")[limit].focus();
        });
        items.push(make("li", {}, button));
      }
      group.querySelector("ul").replaceChildren(...items);
      group.hidden = !rows.length;
    }
    if (focused) narrow.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }
  function drawChosen() {
    const all = narrowed(state);
    const place = [...chosen.children].findIndex((li) => li.contains(document.activeElement));
    chosen.hidden = !all.length;
    chosen.replaceChildren(...all.map(([key, value]) => {
      const text = inWords(key, value);
      const button = make("button", { type: "button", class: "plain", "aria-label": fill(said.drop, { name: text }) }, make("bdi", {}, text));
      button.addEventListener("click", () => go(without(state, key, value)));
      return make("li", {}, button);
    }));
    if (place >= 0) (chosen.children[Math.min(place, all.length - 1)]?.firstChild ?? count).focus();
  }
  function drawOrder(dated) {
    for (const input of order.querySelectorAll("input")) {
      input.checked = input.value === (dated === "asc" ? "oldest" : dated === "desc" ? "date" : "");
      input.closest("label").hidden = !input.value && !state.text;
    }
  }

  // Where nothing is found: names that are spelled like it, and what is found when one part of what is asked is left out.
  function way(text, asked) {
    const link = make("a", { href: address(asked) }, text);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(asked);
    });
    return make("p", {}, link);
  }
  async function offer(ticket, opened) {
    const parts = narrowed(state).map(([key, value]) => [inWords(key, value), without(state, key, value)]);
    if (state.text && parts.length) parts.push([state.text, { ...state, text: "" }]);
    const found = await Promise.all(parts.map(([, asked]) => find(opened, asked)));
    if (ticket !== turn) return;
    const fewer = parts.flatMap(([name, asked], n) => {
      const { length } = found[n].hits;
      return length ? [way(fill(said.without, { stories: stories(length), name }), asked)] : [];
    });
    help.append(...fewer);
    help.hidden = !help.children.length;
  }

  // showing

  let state = parse(location.search);
  let turn = 0; // how often: what comes late for an earlier question is dropped
  let hits = [];
  let shown = 0;
  const title = document.title;

  async function show(ticket, upTo) {
    const found = await Promise.all(hits.slice(shown, upTo).map((hit) => hit.data()));
    if (ticket !== turn) return null;
    const items = found.map(result);
    list.append(...items);
    shown += items.length;
    const left = hits.length - shown;
    more.hidden = left <= 0;
    more.textContent = fill(said.more, { count: number(Math.min(PAGE, left)) });
    return items[0];
  }
  function clear() {
    hits = [];
    shown = 0;
    list.replaceChildren();
    help.replaceChildren();
    help.hidden = more.hidden = true;
  }
  function settle(name, text) {
    page.dataset.state = name;
    say(text);
    if (browse) browse.hidden = ["found", "busy"].includes(name);
    keys.hidden = name !== "found";
    if (all) all.hidden = name !== "idle";
    narrow.hidden = name !== "found";
    order.hidden = hits.length < 2;
    chosen.hidden = !["found", "none"].includes(name);
  }

  async function run({ upTo = PAGE, y } = {}) {
    const ticket = ++turn;
    const asking = state;
    if (box.value.trim() !== state.text) box.value = state.text;
    history.scrollRestoration = isAsked(state) ? "manual" : "auto"; // a browser would scroll before there is anything
    document.title = [state.text, ...narrowed(state).map(([key, value]) => inWords(key, value)), title].filter(Boolean).join(" · ");
    if (!isAsked(state)) {
      clear();
      showNamed([]);
      return settle("idle", "");
    }
    if (browse && page.dataset.state !== "none") browse.hidden = true;
    if (all) all.hidden = true;
    page.dataset.state = "busy";
    const late = setTimeout(() => ticket === turn && say(said.busy), 400);
    const knowing = state.text ? loadNames().catch(() => []) : Promise.resolve([]);
    const matching = knowing.then((known) => { // at once, however long the stories take
      const found = named(known, asking.text);
      if (ticket === turn) showNamed(found);
      return found;
    });
    try {
      if (!bundles.length) return settle("empty", said.empty);
      const opened = await load();
      const meant = await called(asking, opened.totals);
      const found = await find(opened, meant);
      const [known, near] = [await knowing, await matching];
      if (ticket !== turn) return;
      if (meant !== asking) {
        state = meant;
        history.replaceState(history.state, "", address(state));
      }
      clear();
      hits = found.hits;
      list.classList.toggle("in-order", Boolean(found.dated));
      const like = near.length ? [] : nearest(known, state.text);
      help.append(...like.map(({ name }) => way(fill(said.near, { name }), { ...state, text: name })));
      help.hidden = !help.children.length;
      await show(ticket, upTo);
      if (ticket !== turn) return;
      settle(hits.length ? "found" : "none", hits.length ? stories(hits.length) : said.none);
      drawChosen();
      if (hits.length) {
        drawOrder(found.dated);
        drawFilters(found.counts);
        past.textContent = fill(said.past, { stories: stories(hits.length) });
      } else await offer(ticket, opened);
      if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
    } catch (error) {
      if (ticket !== turn) return;
      clear();
      const missing = bundles.length && (await fetch(bundles[0], { method: "HEAD" }).then(({ status }) => status === 404, () => false));
      if (ticket === turn) settle(missing ? "absent" : "failed", missing ? said.absent : said.failed);
      if (!missing) console.error(error);
    } finally {
      clearTimeout(late);
    }
  }

  // The address: a step back leads to what was asked before, at the place where it was left. Words as they are typed are one step.
  const place = () => ({ ...history.state, upTo: Math.max(PAGE, shown), y: scrollY });
  function go(next, { typing = false } = {}) {
    state = next;
    const to = address(next);
    const same = to === address(parse(location.search));
    if (same || (typing && history.state?.typing)) history.replaceState({ typing }, "", to);
    else {
      history.replaceState(place(), "");
      history.pushState({ typing }, "", to);
    }
    return run();
  }

  if (location.protocol === "file:") {
    form.hidden = true;
    return settle("local", said.local);
  }
  addEventListener("pagehide", () => history.replaceState(place(), ""));
  addEventListener("popstate", ({ state: left }) => {
    const next = parse(location.search);
    if (!left && address(next) === address(state)) return; // a step to another place on the page
    state = next;
    run(left ?? {});
  });

  let pause = 0;
  const typed = (options) => {
    clearTimeout(pause);
    return go({ ...state, text: box.value.trim() }, options);
  };
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(typed, 250, { typing: true }); });
  const prepare = () => { loadNames().catch(() => {}); if (bundles.length) load().catch(() => {}); };
  box.addEventListener("focus", prepare, { once: true });
  form.addEventListener("submit", (event) => { event.preventDefault(); typed(); });
  all?.firstChild.addEventListener("click", () => go({ ...state, sort: "date" }));
  order.addEventListener("change", ({ target }) => go({ ...state, sort: target.value }));
  more.addEventListener("click", async () => (await show(turn, shown + PAGE))?.querySelector("a").focus());
  const [from, to] = [part("from"), part("to")];
  const range = () => {
    const years = [from, to].map(({ value }) => value.replace(/\D/g, ""));
    if (!years.some(Boolean)) return;
    if (years.every(Boolean)) years.sort((a, b) => a - b);
    from.value = to.value = "";
    go(withMore(state, "year", years[0] === years[1] ? years[0] : years.join("-")));
  };
  part("range").addEventListener("click", range);
  for (const input of [from, to]) input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); range(); } });
  const desk = matchMedia("(min-width: 62rem)");
  past.addEventListener("click", (event) => {
    event.preventDefault();
    if (!desk.matches) narrow.open = false;
    count.focus();
  });
  const unfold = () => { narrow.open = desk.matches; };
  desk.addEventListener("change", unfold);
  unfold();

  // Keys. One of a single letter can be switched off (WCAG 2.2, 2.1.4).
  const SLASH = "communique-search-slash";
  const stored = (value) => { // a browser may keep nothing
    try {
      if (value !== undefined) localStorage.setItem(SLASH, value);
      return localStorage.getItem(SLASH);
    } catch { return null; }
  };
  const toggle = keys.querySelector("button");
  let slash = stored() !== "off";
  const label = () => { toggle.textContent = slash ? said.off : said.on; };
  toggle.addEventListener("click", () => { slash = !slash; stored(slash ? "on" : "off"); label(); });
  label();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target;
    const writing = at.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
    const stops = [...pages.querySelectorAll("a"), ...list.querySelectorAll("h2 a")].filter((link) => link.checkVisibility());
    const n = stops.indexOf(at);
    let next = null;
    if (event.key === "/" && slash && !writing) next = box;
    else if (event.key === "ArrowDown" && (at === box || n >= 0)) next = stops[n + 1];
    else if (event.key === "ArrowUp" && n >= 0) next = stops[n - 1] ?? box;
    else if (event.key === "Escape" && at === box && box.value) {
      box.value = "";
      typed();
      event.preventDefault();
    } else if (event.key === "Escape" && at !== box && page.contains(at)) next = box;
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (event.key === "/") box.select();
  });

  if (isAsked(state)) run(history.state ?? {});
})();
