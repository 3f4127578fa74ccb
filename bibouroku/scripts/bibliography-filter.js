/* A form above the list of all references: what does not fit is hidden. What was asked for stands
   in the address. Without this script there is the whole list, and no form. */
(() => {
  "use strict";
  const list = document.querySelector("ul.bibliography");
  if (!list) return;
  const fold = text => text.normalize("NFKC").toLowerCase();
  const words = text => text.split(/\s+/).filter(Boolean);
  // posts/light from ../posts/light.html, so that an address outlives a move of the list
  const memoOf = link => link.getAttribute("href").replace(/^(\.\.\/)+|(\.html)?(#.*)?$/g, "");

  const entries = [...list.children].map(item => {
    const { kind, status, year, era } = item.dataset;
    const memos = new Map();
    for (const link of item.querySelectorAll(".backlinks a")) memos.set(memoOf(link), link.textContent);
    const text = item.cloneNode(true);
    text.querySelector(".backlinks")?.remove();
    const values = { kind: [kind], status: words(status), era: words(era), memo: [...memos.keys()] };
    return { item, memos, year: year && Number(year), text: fold(text.textContent), values };
  });

  const form = document.createElement("form");
  const told = document.createElement("output");
  told.setAttribute("aria-live", "polite");
  form.className = "bibliography-filter";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "文献を絞り込む");

  function field(words, control, name, settings) {
    const label = document.createElement("label"), made = document.createElement(control);
    Object.assign(made, { name, ...settings });
    label.append(words, made);
    form.append(label);
    return made;
  }

  function choice(words, name, shown = value => value) {
    const counts = new Map();
    for (const value of entries.flatMap(({ values }) => values[name])) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const select = field(words, "select", name, {});
    select.append(new Option("すべて", ""));
    for (const [value, count] of [...counts].sort((one, other) => other[1] - one[1])) {
      select.append(new Option(`${shown(value)}（${count}）`, value));
    }
  }

  const titles = new Map(entries.flatMap(({ memos }) => [...memos]));
  field("語で絞る", "input", "word", { type: "search" });
  choice("種別", "kind");
  choice("状態", "status");
  field("年（から）", "input", "from", { type: "number" });
  field("年（まで）", "input", "to", { type: "number" });
  choice("元号", "era");
  choice("メモ", "memo", memo => titles.get(memo));
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", textContent: "条件を消す" });
  form.append(told, clear);

  const fields = [...form.elements].filter(({ name }) => name);
  const asked = () => Object.fromEntries(fields.map(({ name, value }) => [name, value.trim()]));

  function fits({ text, year, values }, { word, from, to, ...chosen }) {
    return words(fold(word)).every(part => text.includes(part))
      && (!from || (year !== "" && year >= Number(from)))
      && (!to || (year !== "" && year <= Number(to)))
      && Object.keys(chosen).every(name => !chosen[name] || values[name].includes(chosen[name]));
  }

  function filter() {
    const conditions = asked(), linked = location.hash.slice(1);
    let count = 0;
    for (const entry of entries) {
      const found = fits(entry, conditions);
      count += found;
      entry.item.hidden = !found && entry.item.id !== linked;
    }
    told.value = `${entries.length}件のうち${count}件`;
  }

  // a run of typing is one step back
  let typing = false;
  function note() {
    const given = Object.entries(asked()).filter(([, value]) => value);
    const address = location.pathname + (given.length ? `?${new URLSearchParams(given)}` : "");
    history[typing ? "replaceState" : "pushState"](null, "", address);
    typing = true;
    filter();
  }

  function restore() {
    const given = new URLSearchParams(location.search);
    for (const control of fields) control.value = given.get(control.name) ?? "";
    typing = false;
    filter();
  }

  form.addEventListener("input", note);
  form.addEventListener("change", () => { typing = false; });
  form.addEventListener("submit", event => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const control of fields) control.value = "";
    typing = false;
    note();
    typing = false;
  });
  addEventListener("popstate", restore);
  list.before(form);
  restore();
})();
