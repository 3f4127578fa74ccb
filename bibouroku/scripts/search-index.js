/* The index: its files as postings.py and index.py wrote them, and which entries are candidates
   for a query, by the places of its terms alone. */
(() => {
  "use strict";
  const { holds, isJapanese, learn, normal } = window.bibourokuSearchText;
  const load = window.bibourokuSearchFile;
  /** Of the terms, weighed by how rare they are: what a candidate must have that has not all, */
  const ENOUGH = 0.5;
  /** and what a heading must have for its text to be read early. */
  const ALMOST = 0.55;
  /** How much a word counts that only begins with a term. */
  const BEGINNING = 0.5;
  const KINDS = { メモ: 30, 用語: 30, 頁: -40 };

  // ---- the files

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

  const text = (index, entry) => load(named("text", index.texts, entry));

  // ---- candidates

  /** What the terms tell of entries and sections: how many each has, and how much they weigh. */
  class Tally {
    constructor(index) {
      const sections = index.owner.length;
      Object.assign(this, {
        index, total: 0,
        held: new Float32Array(index.count), terms: new Uint8Array(index.count),
        near: new Float32Array(sections), nearTerms: new Uint8Array(sections),
        heads: new Float32Array(sections), headTerms: new Uint8Array(sections),
      });
    }

    /** Counts a term with the words that it finds. It weighs the more the rarer it is. */
    add(term, found) {
      const { index } = this;
      const words = found.map(([name, held]) => [name === term ? 1 : BEGINNING, rising(held)]);
      const entries = new Set(words.flatMap(([, places]) => places.map((at) => index.owner[at >> 1])));
      const weight = Math.log1p(index.count / (entries.size + 0.5));
      this.total += weight;
      this.seen = [index.count, this.near.length, this.near.length].map((size) => new Uint8Array(size));
      // a single letter is told once for an entry, and may stand in any of its sections
      const isLetter = [...term].length === 1;
      for (const [worth, places] of words) {
        for (const place of places) this.count(place, weight * worth, isLetter);
      }
    }

    count(place, weight, isLetter) {
      const { first, owner } = this.index;
      const section = place >> 1;
      const entry = owner[section];
      const [from, to] = isLetter ? [first[entry], first[entry + 1]] : [section, section + 1];
      this.note(0, entry, weight, this.held, this.terms);
      if (place & 1) this.note(1, section, weight, this.heads, this.headTerms);
      for (let at = from; at < to; at += 1) this.note(2, at, weight, this.near, this.nearTerms);
    }

    /** Notes a term once at a place, with the weight of the first word that is seen there. */
    note(seen, at, weight, weights, terms) {
      if (this.seen[seen][at]) return;
      this.seen[seen][at] = 1;
      weights[at] += weight;
      terms[at] += 1;
    }
  }

  /** What is known of an entry before its text is: how much of the query it has, and where. */
  const weigh = (told, count, entry) => {
    const { index, total, held, terms, near, nearTerms, heads, headTerms } = told;
    const first = index.first[entry];
    let [together, headed, wide] = [0, 0, 0];
    let close = headTerms[first] > ALMOST * count;
    for (let at = first; at < index.first[entry + 1]; at += 1) {
      together = Math.max(together, near[at] / total);
      close ||= nearTerms[at] === count;
      if (at > first) headed = Math.max(headed, heads[at] / total);
      wide += (near[at] / total) ** 2;
    }
    const [share, titled] = [held[entry] / total, heads[first] / total];
    const score = 100 * share + 60 * together + 15 * Math.log1p(wide) + 150 * titled;
    const hope = score + 500 * (titled > ALMOST) + 400 * (headed > ALMOST);
    return { entry, share, full: terms[entry] === count, close, score, hope };
  };

  /** The entries that have all terms or enough of them; found are the words of each term. */
  const candidates = (index, { phrase, terms }, found) => {
    const told = new Tally(index);
    terms.forEach((term, number) => told.add(term, found[number]));
    const hits = new Map();
    for (let entry = 0; entry < index.count; entry += 1) {
      const hit = told.terms[entry] && weigh(told, terms.length, entry);
      if (hit && (hit.full || hit.share >= ENOUGH)) hits.set(entry, hit);
    }
    const raise = (filter, worthOf) => index.filters.get(filter).forEach((entries, value) => {
      const worth = worthOf(value);
      for (const hit of worth ? entries.map((entry) => hits.get(entry)) : []) {
        if (hit) [hit.score, hit.hope] = [hit.score + worth, hit.hope + worth];
      }
    });
    raise("kind", (kind) => KINDS[kind]);
    raise("tag", (tag) => (normal(tag) === phrase ? 200 : 50 * holds(normal(tag), phrase)));
    return [...hits.values()];
  };

  window.bibourokuSearchIndex = { start, text, lookUp, candidates };
})();
