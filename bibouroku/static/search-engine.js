/* Finds: the normal form and the terms of bibouroku/search, the files of the index, the order.
   The files are scripts that call bibourokuSearch(name, data): no fetch, so a disk will do. */
(() => {
  "use strict";
  const folder = new URL("../search-index/", document.currentScript.src);
  const LONGEST = 200;
  const STEP = 10;

  // ---- the files

  const files = new Map();
  const load = (name) => {
    if (files.has(name)) return files.get(name).promise;
    const file = {};
    file.promise = new Promise((resolve, reject) => {
      file.resolve = resolve;
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, folder).href;
      script.charset = "utf-8";
      script.onerror = () => {
        files.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    });
    files.set(name, file);
    return file.promise;
  };
  window.bibourokuSearch = (name, data) => files.get(name)?.resolve(data);

  // ---- normal form

  const DROPPED = /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu;
  const HYPHEN = /[\u2010-\u2015\u2212\u2500]/gu;
  const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/gu;
  const variants = new Map();
  const known = new Map();

  const fold = (cluster) => {
    const strip = (text) => text.normalize("NFKD").replace(DROPPED, "");
    const small = strip(cluster).normalize("NFKC").toLowerCase();
    const plain = strip(small).normalize("NFKC").replace(SPACE, " ").replace(HYPHEN, "-")
      .replace(/\u2019/gu, "'")
      .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
    return [...plain].map((sign) => variants.get(sign) ?? sign).join("");
  };
  const folded = (cluster) => {
    if (!known.has(cluster)) known.set(cluster, fold(cluster));
    return known.get(cluster);
  };
  const clusters = (text) => text.match(/[^][\p{M}\uff9e\uff9f]*/gu) ?? [];
  const normal = (text) => clusters(text).map(folded).join("");
  /** The normal form with the place in the original of every unit, and of the end. */
  const placed = (text) => {
    const places = [];
    let found = "";
    let place = 0;
    for (const cluster of clusters(text)) {
      const form = folded(cluster);
      found += form;
      for (let unit = 0; unit < form.length; unit += 1) places.push(place);
      place += cluster.length;
    }
    return { text: found, places: [...places, place] };
  };

  // ---- terms

  const PAIRED = "\\u3005-\\u3007\\u303b\\u3041-\\u3096\\u309d\\u309e\\u30a0-\\u30fa\\u30fc-\\u30ff"
    + "\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${PAIRED}]+|(?:(?![${PAIRED}])[\\p{L}\\p{N}])+`, "gu");
  const JAPANESE = new RegExp(`^[${PAIRED}]`, "u");
  const askedTerms = (text) => [...new Set((text.match(RUNS) ?? []).flatMap((run) => {
    const signs = [...run];
    if (!JAPANESE.test(run) || signs.length === 1) return [run];
    return signs.slice(1).map((sign, at) => signs[at] + sign);
  }))];

  const partNumber = (term, count) => {
    const start = [...term].slice(0, 2).join("");
    let number = 0x811c9dc5;
    for (let at = 0; at < start.length; at += 1) {
      number = Math.imul(number ^ start.charCodeAt(at), 0x01000193);
    }
    return ((number ^ (number >>> 15)) >>> 0) % count;
  };

  /** The places of what a term finds: entry -> sections, with 2 for a heading and 1 for text. */
  const placesOf = (held, places) => {
    let entry = 0;
    for (const item of held.split(",")) {
      const [step, ...codes] = item.split(".").map((digits) => parseInt(digits, 36));
      entry += step;
      if (!places.has(entry)) places.set(entry, new Map());
      const sections = places.get(entry);
      for (const code of codes) {
        sections.set(code >> 1, Math.max(sections.get(code >> 1) ?? 0, (code & 1) + 1));
      }
    }
  };

  const lookUp = async (index, term) => {
    const part = await load(index.parts[partNumber(term, index.parts.length)]);
    const places = new Map();
    const isBeginning = !JAPANESE.test(term) && [...term].length > 1;
    const names = isBeginning ? Object.keys(part).filter((name) => name.startsWith(term)) : [term];
    for (const name of names) if (Object.hasOwn(part, name)) placesOf(part[name], places);
    return places;
  };

  // ---- the order

  const start = async () => {
    const index = await load("index");
    if (!index.rows) {
      const signs = [...index.variants];
      for (let at = 0; at < signs.length; at += 2) variants.set(signs[at], signs[at + 1]);
      index.rows = index.entries.map(
        ([kind, title, url, text, year, date, tags, statuses, note]) => ({
          kind, title, url, text, year: year ? String(year) : "", date, tags, statuses, note,
          name: normal(title).trim(), names: tags.map(normal),
        }),
      );
    }
    return index;
  };

  const BONUS = { メモ: 30, 用語: 30, 頁: -60 };
  /** What is known before the texts are: how much of the query an entry has, and where. */
  const weigh = (row, asked, places) => {
    const found = places.filter((held) => held);
    const share = found.length / places.length;
    const sections = new Map();
    for (const held of found) {
      for (const [section, field] of held) {
        const both = sections.get(section) ?? [0, 0];
        both[0] += 1;
        both[1] += field - 1;
        sections.set(section, both);
      }
    }
    let together = 0;
    let headed = 0;
    let titled = 0;
    for (const [section, [terms, heading]] of sections) {
      together = Math.max(together, terms / places.length);
      if (section > 0) headed = Math.max(headed, heading / places.length);
      else titled = heading / places.length;
    }
    const { phrase, words } = asked;
    let score = share * 100 + together * 60 + Math.log1p(sections.size) * 5 + (BONUS[row.kind] ?? 0);
    if (row.name === phrase) score += 1000;
    else if (row.name.includes(phrase)) score += 500 + (50 * phrase.length) / row.name.length;
    else if (words.every((word) => row.name.includes(word))) score += 250;
    else score += 150 * titled;
    if (row.names.includes(phrase)) score += 200;
    else if (row.names.some((name) => name.includes(phrase))) score += 150;
    return { row, share, score, headed };
  };

  const count = (text, part) => text.split(part).length - 1;
  /** What the text adds: the phrase in a heading or in the text, and where to link to. */
  const refine = async (hit, asked) => {
    const { phrase, words, terms } = asked;
    const sections = await load(hit.row.text);
    let best = { worth: -1 };
    let bonus = 0;
    sections.forEach(([anchor, heading, text], number) => {
      const head = number ? normal(heading).trim() : "";
      const body = placed(text);
      const times = count(body.text, phrase);
      const both = `${head} ${body.text}`;
      let worth = terms.filter((term) => both.includes(term)).length / terms.length;
      worth += words.filter((word) => both.includes(word)).length;
      if (times) worth += 20 + Math.min(times, 20);
      if (head.includes(phrase)) worth += head === phrase ? 700 : 200;
      bonus = Math.max(bonus, worth);
      if (worth > best.worth) best = { worth, anchor, heading: number ? heading : "", text, body };
    });
    return { ...hit, score: hit.score + bonus, best };
  };

  const passes = (row, filters) => (!filters.kind || row.kind === filters.kind)
    && (!filters.tag || row.tags.includes(filters.tag))
    && (!filters.year || row.year === filters.year)
    && (!filters.status || row.statuses.some(([, word]) => word === filters.status));

  const ask = (query) => {
    const phrase = normal(query.slice(0, LONGEST)).trim().replace(/ +/gu, " ");
    return { phrase, words: phrase.split(" ").slice(0, 12), terms: askedTerms(phrase) };
  };

  const byScore = (one, other) => other.score - one.score;
  /** Finds entries: all that have the whole query, then those that have most of it. */
  const find = async (query, filters = {}) => {
    const index = await start();
    const asked = ask(query);
    const held = await Promise.all(asked.terms.map((term) => lookUp(index, term)));
    const numbers = new Set(held.flatMap((places) => [...places.keys()]));
    if (asked.phrase) {
      index.rows.forEach((row, number) => row.name.includes(asked.phrase) && numbers.add(number));
    }
    const weighed = [...numbers].sort((one, other) => one - other).map((number) => {
      const hit = weigh(index.rows[number], asked, held.map((places) => places.get(number)));
      if (hit.row.name.includes(asked.phrase)) hit.share = 1;
      return hit;
    });
    const whole = weighed.some((hit) => hit.share === 1);
    const all = weighed.filter((hit) => hit.share >= (whole ? 0.6 : 0.3));
    const hits = all.filter((hit) => passes(hit.row, filters)).map(
      (hit) => ({ ...hit, score: hit.score + (hit.headed === 1 ? 600 : 0) }),
    ).sort(byScore);
    return { asked, hits, all: all.map((hit) => hit.row), rows: index.rows };
  };

  /** Some of the hits with their texts, in their final order. */
  const page = async ({ hits, asked }, from) => {
    const some = hits.slice(from, from + STEP).map(
      (hit) => ({ ...hit, score: hit.score - (hit.headed === 1 ? 600 : 0) }),
    );
    return (await Promise.all(some.map((hit) => refine(hit, asked)))).sort(byScore);
  };

  /** Where the query stands in a text: pairs of places in the original, in order. */
  const spans = (asked, form) => {
    const wanted = [[asked.phrase], asked.words, asked.terms].find(
      (parts) => parts.some((part) => part && form.text.includes(part)),
    ) ?? [];
    const found = [];
    for (const part of wanted) {
      for (let at = part ? form.text.indexOf(part) : -1; at >= 0;
        at = form.text.indexOf(part, at + part.length)) {
        const end = at + part.length;
        let last = form.places[end];
        // a letter that gave more than one is marked whole
        for (let next = end; last === form.places[end - 1]; next += 1) last = form.places[next];
        found.push([form.places[at], last]);
      }
    }
    return found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  };

  window.bibourokuSearchEngine = {
    start, find, page, spans, placed, normal, askedTerms, partNumber, STEP,
  };
})();
