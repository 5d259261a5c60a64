"""What a page is asked in the browser about its layout. Each gives what is wrong as a list of short texts."""

FITS = """() => {
  const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
  if (over <= 0) return [];
  const framed = (e) => { for (e = e.parentElement; e; e = e.parentElement) if (getComputedStyle(e).overflowX !== "visible") return true; };
  const wide = [...document.querySelectorAll("body *")].filter((e) => {
    const r = e.getBoundingClientRect();
    return r.width && (r.right > root.clientWidth + 1 || r.left < -1) && !framed(e);
  });
  const outer = wide.filter((e) => !wide.some((o) => o !== e && e.contains(o))).slice(0, 3);
  return [`${over} px too wide: ` + outer.map((e) => `${e.localName}.${e.className} ${e.textContent.trim().slice(0, 40)}`).join("; ")];
}"""
"""Whether anything but what can be scrolled for itself stands outside the page's width."""

READABLE = """() => {
  const found = new Set(), name = (e) => `${e.localName}.${e.className.baseVal ?? e.className} “${e.textContent.trim().slice(0, 30)}”`;
  const meant = (e) => { for (; e; e = e.parentElement) { const s = getComputedStyle(e); if (s.webkitLineClamp !== "none" || s.clipPath !== "none") return true; } };
  const seen = (e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !meant(e);
  for (const e of document.querySelectorAll("body *")) {
    const s = getComputedStyle(e);
    if (!/hidden|clip/.test(s.overflowX + s.overflowY) || e.closest("svg") || !seen(e)) continue;
    if (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2) found.add("cut off: " + name(e));
  }
  const boxes = [], range = document.createRange(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest(".scroll, .skip, [aria-hidden=true], script, style, option, textarea, title") || !seen(e)) continue;
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      const h = r.height * 0.25;
      if (r.width > 2) boxes.push({ e, l: r.left + 1, r: r.right - 1, t: r.top + h, b: r.bottom - h });
    }
  }
  boxes.sort((a, b) => a.t - b.t);
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length && boxes[j].t < boxes[i].b; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.e !== b.e && a.l < b.r && b.l < a.r) found.add(`${name(a.e)} lies on ${name(b.e)}`);
    }
  return [...found].slice(0, 4);
}"""
"""Whether text is cut off or lies on other text; what is shortened with dots or meant for the ear alone is not, nor a chart's
labels, which are said again in words."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""
"""Text spacing as WCAG 2.2, 1.4.12 has it."""
LARGE = "html { font-size: 200% !important; }"
"""Text of twice the size, as WCAG 2.2, 1.4.4 has it."""
