/* Finds: which entries hold a query, in what order, what filters leave of them.
   Candidates come from the places of terms; the texts of the best are read to see who holds the
   query as it was written, and these come first. */
(() => {
  "use strict";
  const { ask, holds, isJapanese, learn, normal, placed } = window.bibourokuSearchText;
  const load = window.bibourokuSearchFile;
  const STEP = 10;
  /** How many texts are read at once, and at most for one step of results. */
  const BATCH = 12;
  const MOST = 60;
  /** Of the terms, weighed by how rare they are: what a result must have that has not all, */
  const ENOUGH = 0.5;
  /** and what a heading must have for its text to be read early. */
  const ALMOST = 0.55;
  /** How much a word counts that only begins with a term. */
  const BEGINNING = 0.5;
  /** Letters that a compound may have in its middle and be found without. */
  const MIDDLE = 4;
  const KINDS = { メモ: 30, 用語: 30, 頁: -40 };

  // ---- the index

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { VALUES[digit.charCodeAt(0)] = value; });
  /** The numbers that postings.py wrote one after the other. */
  const numbers = (held) => {
    const found = [];
    let [number, bits] = [0, 0];
    for (let at = 0; at < held.length; at += 1) {
      const value = VALUES[held.charCodeAt(at)];
      number += (value & 31) << bits;
      bits += 5;
      if (value < 32) {
        found.push(number);
        number = bits = 0;
      }
    }
    return found;
  };
  const rising = (held) => {
    let last = 0;
    return numbers(held).map((step) => { last += step; return last; });
  };
  const named = (kind, [digests, length], number) => (
    `${kind}-${digests.slice(number * length, (number + 1) * length)}`);

  const unpacked = (index) => {
    learn(index.variants);
    const first = [0];
    for (const count of numbers(index.sections)) first.push(first.at(-1) + count);
    const filters = Object.entries(index.filters).map(([name, values]) => (
      [name, new Map(Object.entries(values).map(([value, held]) => [value, rising(held)]))]));
    const owner = new Uint32Array(first.at(-1));
    first.slice(0, -1).forEach((start, entry) => owner.fill(entry, start, first[entry + 1]));
    return { ...index, first, owner, count: first.length - 1, filters: new Map(filters) };
  };
  let unpacking = null;
  const start = () => {
    unpacking ??= load("start").then((it) => load(it.index)).then(unpacked);
    unpacking.catch(() => { unpacking = null; });
    return unpacking;
  };

  /** The terms that an asked one finds with their places: itself, and words that begin with it. */
  const lookUp = async (index, term) => {
    const grows = !isJapanese(term) && [...term].length > 1;
    const from = Math.max(index.starts.findLastIndex((first) => first <= term), 0);
    let to = from + 1;
    while (grows && to < index.starts.length && index.starts[to].startsWith(term)) to += 1;
    const parts = await Promise.all(Array.from({ length: to - from }, (_, at) => (
      load(named("part", index.parts, from + at)))));
    const found = [];
    for (const part of parts) {
      if (Object.hasOwn(part, term)) found.unshift([term, part[term]]);
      for (const name of grows ? Object.keys(part) : []) {
        if (name !== term && name.startsWith(term)) found.push([name, part[name]]);
      }
    }
    return found;
  };

  // ---- candidates

  /** What the terms tell of entries and sections; a term weighs the more the rarer it is. */
  const tally = (index, terms, found) => {
    const sections = index.owner.length;
    const told = {
      near: new Float32Array(sections), nearTerms: new Uint8Array(sections),
      heads: new Float32Array(sections), headTerms: new Uint8Array(sections), held: new Float32Array(index.count),
      terms: new Uint8Array(index.count), total: 0,
    };
    terms.forEach((term, number) => {
      const lists = found[number].map(([name, held]) => [name === term ? 1 : BEGINNING, rising(held)]);
      const entries = new Set(lists.flatMap(([, places]) => places.map((at) => index.owner[at >> 1])));
      const weight = Math.log1p(index.count / (entries.size + 0.5));
      told.total += weight;
      const seen = [new Uint8Array(index.count), new Uint8Array(sections), new Uint8Array(sections)];
      const isNew = (of, at) => !seen[of][at] && (seen[of][at] = 1);
      // a single letter is told once for an entry, and may stand in any of its sections
      const isLetter = [...term].length === 1;
      for (const [worth, places] of lists) {
        for (const place of places) {
          const section = place >> 1;
          const entry = index.owner[section];
          if (isNew(0, entry)) {
            told.held[entry] += weight * worth;
            told.terms[entry] += 1;
          }
          if (place & 1 && isNew(1, section)) {
            told.heads[section] += weight * worth;
            told.headTerms[section] += 1;
          }
          const [from, to] = isLetter ? index.first.slice(entry, entry + 2) : [section, section + 1];
          for (let at = from; at < to; at += 1) {
            if (!isNew(2, at)) continue;
            told.near[at] += weight * worth;
            told.nearTerms[at] += 1;
          }
        }
      }
    });
    return told;
  };

  /** What is known of an entry before its text is: how much of the query it has, and where. */
  const weigh = (index, asked, told, entry) => {
    let [together, close, headed, wide] = [0, false, 0, 0];
    const first = index.first[entry];
    for (let at = first; at < index.first[entry + 1]; at += 1) {
      together = Math.max(together, told.near[at] / told.total);
      close ||= told.nearTerms[at] === asked.terms.length;
      if (at > first) headed = Math.max(headed, told.heads[at] / told.total);
      wide += (told.near[at] / told.total) ** 2;
    }
    const share = told.held[entry] / told.total;
    const titled = told.heads[first] / told.total;
    const score = 100 * share + 60 * together + 15 * Math.log1p(wide) + 150 * titled;
    const full = told.terms[entry] === asked.terms.length;
    close ||= told.headTerms[first] > ALMOST * asked.terms.length;
    const hope = score + 500 * (titled > ALMOST) + 400 * (headed > ALMOST);
    return { entry, share, full, close, score, hope };
  };

  const candidates = (index, asked, found) => {
    const told = tally(index, asked.terms, found);
    const hits = [];
    for (let entry = 0; entry < index.count; entry += 1) {
      const hit = told.terms[entry] && weigh(index, asked, told, entry);
      if (hit && (hit.full || hit.share >= ENOUGH)) hits.push(hit);
    }
    const byEntry = new Map(hits.map((hit) => [hit.entry, hit]));
    const add = (name, worthOf) => index.filters.get(name).forEach((entries, value) => {
      const worth = worthOf(value);
      for (const entry of worth ? entries : []) {
        const hit = byEntry.get(entry);
        if (hit) [hit.score, hit.hope] = [hit.score + worth, hit.hope + worth];
      }
    });
    add("kind", (kind) => KINDS[kind]);
    add("tag", (tag) => (normal(tag) === asked.phrase ? 200 : 50 * holds(normal(tag), asked.phrase)));
    return hits;
  };

  // ---- what the texts tell

  const forms = (data) => {
    const [, title, , , note, , sections] = data;
    data.forms ??= {
      title: normal(title).trim(),
      note: normal(note),
      sections: sections.map(([anchor, heading, text, also]) => ({
        anchor, heading, text, head: normal(heading).trim(), body: normal(text),
        pieces: also.split("　").map((piece) => [piece, normal(piece)]),
      })),
    };
    return data.forms;
  };

  /** How much of the query a section has: as a heading, in the text, beside the text. */
  const judged = (section, number, { phrase, words, terms }) => {
    const { head, body, pieces } = section;
    const whole = [head, body, ...pieces.map(([, form]) => form)].join("\n");
    const had = words.map((word) => holds(whole, word));
    let worth = had.filter(Boolean).length + terms.filter((term) => whole.includes(term)).length / terms.length;
    const inBody = holds(body, phrase);
    const [piece, form] = pieces.find(([, held]) => holds(held, phrase)) ?? ["", ""];
    if (inBody) worth += 20 * inBody + Math.min(body.split(phrase).length, 20);
    else if (piece) worth += form === phrase ? 300 : 15;
    if (number && holds(head, phrase)) worth += head === phrase ? 700 : 100 * holds(head, phrase);
    return { ...section, number, worth, inBody, piece: inBody ? "" : piece, level: Math.min(...had) };
  };

  /** Whether a title has the phrase with more in its middle: 常温常圧超伝導 for 常温超伝導. */
  const isFuller = (title, phrase) => {
    for (let at = 2; at <= phrase.length - 2; at += 1) {
      const [start, end] = [title.indexOf(phrase.slice(0, at)), phrase.slice(at)];
      if (start >= 0 && title.slice(start + at, start + phrase.length + MIDDLE).includes(end)) return true;
    }
    return false;
  };

  const titleWorth = ({ title, note }, { phrase, words }) => {
    if (title === phrase) return 1000;
    if (note === phrase) return 900;
    const held = holds(title, phrase);
    if (held) return 250 * held + (50 * phrase.length) / title.length;
    return words.every((word) => holds(title, word)) || isFuller(title, phrase) ? 250 : 0;
  };

  /** A hit with its text: its level (how well it holds the query), its score, and where to link. */
  const read = async (index, asked, hit) => {
    const data = await load(named("text", index.texts, hit.entry));
    const [kind, title, url, date, note, statuses] = data;
    const form = forms(data);
    const row = { kind, title, url, date, note, statuses };
    if (!asked.terms.length) return { ...hit, row, level: 2, best: { ...form.sections[0], piece: "" } };
    const all = form.sections.map((section, number) => judged(section, number, asked));
    const best = all.reduce((one, other) => (other.worth > one.worth ? other : one));
    const level = isFuller(form.title, asked.phrase) ? 2 : Math.max(...all.map((section) => section.level));
    const score = hit.score + titleWorth(form, asked) + best.worth;
    // whether a browser that looks for the words would find them here first
    best.isFirst = Boolean(best.inBody) && all.every(({ head, body, number }) => (
      !head.includes(asked.phrase) && (number >= best.number || !body.includes(asked.phrase))));
    if (holds(form.title, asked.phrase)) best.piece = "";
    // a section of sections has no text of its own: that of the next one says what it is about
    best.text ||= all.slice(best.number).find((section) => section.text)?.text ?? "";
    return { ...hit, row, score, level, best };
  };

  /** Gives the hits step by step, each once: who holds the query as written, then the others. */
  const reader = (index, asked, hits) => {
    const byHope = (one, other) => other.full - one.full || other.hope - one.hope;
    const byScore = (one, other) => (
      other.level - one.level || (one.level ? 0 : other.full - one.full) || other.score - one.score);
    const ahead = hits.filter((hit) => hit.close).sort(byHope);
    const rest = hits.filter((hit) => !hit.close).sort(byHope);
    const [sure, unsure] = [[], []];
    const readAll = (some) => Promise.all(some.map((hit) => read(index, asked, hit)));
    const next = async () => {
      for (let left = MOST; sure.length < STEP && ahead.length && left > 0; left -= BATCH) {
        const found = await readAll(ahead.splice(0, BATCH));
        for (const hit of found) (hit.level ? sure : unsure).push(hit);
      }
      sure.sort(byScore);
      unsure.sort(byScore);
      const shown = [...sure.splice(0, STEP)];
      shown.push(...unsure.splice(0, STEP - shown.length));
      const last = await readAll(rest.splice(0, STEP - shown.length));
      return [...shown, ...last.sort(byScore)];
    };
    let turn = Promise.resolve();
    return () => {
      turn = turn.then(next);
      return turn;
    };
  };

  // ---- filters

  /** The hits that all filters leave, and for each filter its values with what the others leave. */
  const sifted = (index, hits, filters) => {
    const names = [...index.filters.keys()];
    const failed = new Uint8Array(index.count).fill(255);
    for (const hit of hits) failed[hit.entry] = 0;
    names.forEach((name, at) => {
      if (!filters[name]) return;
      const left = new Set(index.filters.get(name).get(filters[name]));
      for (const hit of hits) if (!left.has(hit.entry)) failed[hit.entry] |= 1 << at;
    });
    const offers = names.map((name, at) => {
      const others = 255 - (1 << at);
      const counted = [...index.filters.get(name)].map(([value, entries]) => (
        [value, entries.filter((entry) => (failed[entry] & others) === 0).length]));
      return [name, counted.filter(([value, count]) => count || value === filters[name])];
    });
    return { left: hits.filter((hit) => !failed[hit.entry]), offers: Object.fromEntries(offers) };
  };

  const everything = (index) => Array.from({ length: index.count }, (_, entry) => (
    { entry, full: true, close: true, hope: 0, score: 0 }));

  /** Finds entries (without a query, all of them): how many have the whole query and how many a part, and more() of them. */
  const find = async (query, filters = {}) => {
    const index = await start();
    const asked = ask(query);
    const found = await Promise.all(asked.terms.map((term) => lookUp(index, term)));
    const hits = !asked.phrase ? everything(index) : candidates(index, asked, found);
    const { left, offers } = sifted(index, hits, filters);
    const full = left.filter((hit) => hit.full).length;
    return { asked, full, part: left.length - full, offers, more: reader(index, asked, left) };
  };

  window.bibourokuSearchEngine = { start, find, placed, STEP };
})();
