/* A box that is wider than its place can be reached by key, and is named; others are no stop. */
(() => {
  const NAMES = { "math-scroll": "横に長い式", "pst-scrollable-table-container": "横に長い表", highlight: "横に長いコード" };
  const boxes = Object.entries(NAMES).flatMap(([kind, name]) =>
    [...document.querySelectorAll(`.${kind}`)].map((box) => [kind === "highlight" ? box.querySelector("pre") : box, name]));
  const update = () => {
    // first look, then change: one layout for all
    const wide = boxes.map(([box]) => box && box.scrollWidth > box.clientWidth + 1);
    boxes.forEach(([box, name], place) => {
      if (wide[place]) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", name);
      } else if (box?.tabIndex === 0) {
        for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
      }
    });
  };
  let due;
  new ResizeObserver(() => { due ??= requestAnimationFrame(() => { due = undefined; update(); }); }).observe(document.body);
})();
