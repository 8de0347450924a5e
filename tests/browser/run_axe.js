// Run axe in a page, with contrast asked of a few of each look.
//
// Contrast is most of what a run costs, and of a hundred rows that look alike three
// tell what all would. A look is the words' colour, size and weight over the grounds
// below them; what has a place of its own, is switched off or shows a single letter
// is a look apart, because axe leaves some of these undecided.

async ([within, options]) => {
  const OF_EACH = 3;
  const met = new Map();

  function isOff(node) {
    const off = ":disabled, [aria-disabled=true]";
    return !!(node.closest(off) || node.closest("label")?.control?.matches(off));
  }

  function mark(node, grounds) {
    const style = getComputedStyle(node);
    if (style.display === "none") return;
    const own = [style.opacity, style.filter, style.backgroundImage];
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") own.push(style.backgroundColor);
    if (style.position !== "static") {
      own.push(style.position, style.inset, style.clip, style.clipPath);
    }
    const below = own.join() === "1,none,none" ? grounds : `${grounds}|${own}`;
    const words = [...node.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE)
      .map((each) => each.data).join("").trim();
    const isAsked = words || node.matches("input, select, textarea");
    if (isAsked && node.checkVisibility({ visibilityProperty: true })) {
      const look = [below, style.color, style.fill, style.fontSize, style.fontWeight,
        style.textShadow, words.length === 1, isOff(node)].join();
      met.set(look, (met.get(look) ?? 0) + 1);
      node.toggleAttribute("data-look", met.get(look) <= OF_EACH);
    }
    for (const child of node.children) mark(child, below);
  }

  for (const top of document.querySelectorAll(within ?? "body")) mark(top, "");
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-look]" }] });
  return (await axe.run(within ?? document, options)).violations;
}
