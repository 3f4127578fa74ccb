/* Finds: how well the texts of the candidates hold a query, in what order they are shown, and what
   filters leave of them. Who holds the query as it was written comes first. */
(() => {
  "use strict";
  const { ask, holds, normal } = window.bibourokuSearchText;
  const { start, text, lookUp, candidates } = window.bibourokuSearchIndex;
  const STEP = 10;
  /** How many texts are read at once, and at most for one step of results. */
  const BATCH = 12;
  const MOST = 60;
  /** Letters that a compound may have in its middle and be found without. */
  const MIDDLE = 4;
  const KANJI = /^[\u3400-\u9fff]+$/u;

  // ---- what the texts tell

  const forms = (data) => {
    const [, title, , , note, , sections] = data;
    data.forms ??= {
      title: normal(title).trim(),
      note: normal(note),
      sections: sections.map(([anchor, heading, own, also]) => ({
        anchor, heading, text: own, head: normal(heading).trim(), body: normal(own),
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
    let worth = had.filter(Boolean).length;
    worth += terms.filter((term) => whole.includes(term)).length / terms.length;
    const inBody = holds(body, phrase);
    const [piece, form] = pieces.find(([, held]) => holds(held, phrase)) ?? ["", ""];
    if (inBody) worth += 20 * inBody + Math.min(body.split(phrase).length, 20);
    else if (piece) worth += form === phrase ? 300 : 15;
    if (number && holds(head, phrase)) worth += head === phrase ? 700 : 100 * holds(head, phrase);
    return { ...section, number, worth, inBody, piece: inBody ? "" : piece, level: Math.min(...had) };
  };

  /** Whether a title has a compound of kanji with more in its middle: 常温常圧超伝導 for 常温超伝導. */
  const isFuller = (title, phrase) => {
    if (!KANJI.test(phrase)) return false;
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
    const data = await text(index, hit.entry);
    const [kind, title, url, date, note, statuses, , language] = data;
    const form = forms(data);
    const row = { kind, title, url, date, note, statuses, language };
    if (!asked.terms.length) return { ...hit, row, level: 2, best: form.sections[0] };
    const all = form.sections.map((section, number) => judged(section, number, asked));
    const best = all.reduce((one, other) => (other.worth > one.worth ? other : one));
    const level = isFuller(form.title, asked.phrase) ? 2 : Math.max(...all.map((section) => section.level));
    const score = hit.score + titleWorth(form, asked) + best.worth;
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

  /** Finds entries, without a query all: how many have the whole query or a part, and more(). */
  const find = async (query, filters = {}) => {
    const index = await start();
    const asked = ask(query);
    const found = await Promise.all(asked.terms.map((term) => lookUp(index, term)));
    const hits = !asked.phrase ? everything(index) : candidates(index, asked, found);
    // an address may name what is no more
    const known = ([name, value]) => index.filters.get(name)?.has(value);
    const { left, offers } = sifted(index, hits, Object.fromEntries(Object.entries(filters).filter(known)));
    const full = left.filter((hit) => hit.full).length;
    return { asked, full, part: left.length - full, offers, more: reader(index, asked, left) };
  };

  window.bibourokuSearchEngine = { find };
})();
