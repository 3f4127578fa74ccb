/* A copied formula is its LaTeX: $…$ in a line, $$…$$ where it is displayed. */
document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  if (selection.isCollapsed || /^(INPUT|TEXTAREA)$/.test(event.target.nodeName)) return;
  const formulaOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("math");
  const copied = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i += 1) {
    const range = selection.getRangeAt(i).cloneRange();
    const [first, last] = [formulaOf(range.startContainer), formulaOf(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    copied.append(range.cloneContents());
  }
  const formulae = copied.querySelectorAll("math");
  if (!formulae.length) return;
  const rich = copied.innerHTML;
  for (const each of formulae) {
    const sign = each.getAttribute("display") === "block" ? "$$" : "$";
    each.replaceWith(sign + each.getAttribute("alttext") + sign);
  }
  copied.querySelectorAll(".math-source, .headerlink, [popover]").forEach((each) => each.remove());
  copied.className = "math-copied";
  document.body.append(copied); // only what is laid out has lines
  event.clipboardData.setData("text/plain", copied.innerText);
  event.clipboardData.setData("text/html", rich);
  copied.remove();
  event.preventDefault();
});
