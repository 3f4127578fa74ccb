/* Texts as the search compares them: the normal form and the terms of bibouroku/search, where a
   query stands in a text, and which piece of a text shows most of it. */
(() => {
  "use strict";

  // ---- normal form

  const DROPPED = /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu;
  const HYPHEN = /[\u2010-\u2015\u2212\u2500]/gu;
  const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/gu;
  const variants = new Map();
  const known = new Map();

  /** Takes pairs of a variant and the kanji under which it is found, in one text. */
  const learn = (pairs) => {
    const signs = [...pairs];
    for (let at = 0; at < signs.length; at += 2) variants.set(signs[at], signs[at + 1]);
  };
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
  const SIGNS = "\\u2190-\\u22ff";
  const RUNS = new RegExp(
    `[${PAIRED}]+|[${SIGNS}]|(?:(?![${PAIRED}])[\\p{L}\\p{N}])+`, "gu");
  const JAPANESE = new RegExp(`^[${PAIRED}]`, "u");
  const WORD = new RegExp(`^(?![${PAIRED}])[\\p{L}\\p{N}]`, "u");
  const isJapanese = (text) => JAPANESE.test(text);
  const askedTerms = (text) => [...new Set((text.match(RUNS) ?? []).flatMap((run) => {
    const signs = [...run];
    if (!isJapanese(run) || signs.length === 1) return [run];
    return signs.slice(1).map((sign, at) => signs[at] + sign);
  }))];

  // ---- queries

  const ADDRESS = /^(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org\/|arxiv\.org\/(?:abs|pdf)\/)|^(?:doi|arxiv):\s*/;
  const LONGEST = 200;
  /** What is asked for: the whole, its words, its terms. Of a pasted identifier, the identifier. */
  const ask = (query) => {
    const form = normal(query.slice(0, LONGEST)).trim().replace(/ +/gu, " ");
    const phrase = ADDRESS.test(form)
      ? form.replace(ADDRESS, "").replace(/(?:\.pdf|v\d+(?:\.pdf)?)$/u, "") : form;
    const terms = askedTerms(phrase);
    // a letter or digit at the end may be the beginning of a word
    const last = terms.at(-1);
    if (terms.length > 1 && last.length === 1 && !isJapanese(last) && phrase.endsWith(last)) terms.pop();
    return { phrase, words: phrase.split(" ").slice(0, 12), terms };
  };

  // ---- where a query stands

  /** Where a part stands in a normal form: of Latin, only where a word begins. */
  const standing = (text, part) => {
    const found = [];
    const begins = WORD.test(part);
    for (let at = part ? text.indexOf(part) : -1; at >= 0; at = text.indexOf(part, at + 1)) {
      if (!begins || !WORD.test(text[at - 1] ?? "")) found.push(at);
    }
    return found;
  };
  const isWhole = (text, part, at) => !WORD.test(part.at(-1)) || !WORD.test(text[at + part.length] ?? "");
  /** How well a text holds a part: 2 as a whole word, 1 at the beginning of one, 0 not at all. */
  const holds = (text, part) => {
    const found = standing(text, part);
    if (!found.length) return 0;
    return found.some((at) => isWhole(text, part, at)) ? 2 : 1;
  };

  const joined = (spans) => {
    const found = [];
    for (const [start, end] of spans.sort((one, other) => one[0] - other[0])) {
      const last = found.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else found.push([start, end]);
    }
    return found;
  };
  /** Where the query stands in a text: pairs of places in the original, in order. */
  const spans = (asked, form) => {
    const { phrase, words, terms } = asked;
    const wanted = [[phrase], words, terms].find(
      (parts) => parts.some((part) => standing(form.text, part).length)) ?? [];
    return joined(wanted.flatMap((part) => standing(form.text, part).map((at) => {
      const end = at + part.length;
      let last = form.places[end];
      // a letter that gave more than one is marked whole
      for (let next = end; last === form.places[end - 1]; next += 1) last = form.places[next];
      return [form.places[at], last];
    })));
  };
  /** Where the piece of a given length begins that shows most of what is marked. */
  const densest = (marked, length) => {
    let [best, most] = [0, 0];
    marked.forEach(([start], at) => {
      let shown = 0;
      for (let next = at; next < marked.length && marked[next][1] <= start + length; next += 1) {
        shown += marked[next][1] - marked[next][0];
      }
      // of as much, the first
      if (shown > most * 1.2) [best, most] = [start, shown];
    });
    return best;
  };

  window.bibourokuSearchText = {
    learn, normal, placed, askedTerms, isJapanese, ask, holds, spans, densest,
  };
})();
