"""axe-core, unchanged, on quicker footing: the same findings in two thirds of the time.

It asks the colours of each element of a page, and most of what that takes has nothing
to do with asking: each colour keeps seven private fields in a WeakMap each, which the
collector of garbage walks, and the same few words for colours are read anew each time.
`test_quick_axe` holds it against axe as it comes.
"""

from axe_playwright_python.sync_playwright import Axe

# A WeakMap made while the script is read holds a private field of a class; here the
# object itself holds it, under a symbol that nobody else has. Those made later are
# keyed by elements of the page, and stay what they are.
BEFORE = """(() => {
  const Real = WeakMap;
  let read = false;
  class Field {
    own = Symbol();
    has(holder) { return this.own in holder; }
    get(holder) { return holder[this.own]; }
    set(holder, value) { holder[this.own] = value; return this; }
    add(holder) { return this.set(holder, true); }
  }
  function Kept() { return read ? new Real() : new Field(); }
  ((WeakMap, WeakSet) => {
"""
# What a colour's words come to depends on nothing else.
AFTER = """
  })(Kept, Kept);
  read = true;
  const { Color } = window.axe.commons.color;
  const parse = Color.prototype.parseString;
  const parsed = new Map();
  Color.prototype.parseString = function (words) {
    if (!parsed.has(words)) parsed.set(words, parse.call(new Color(), words));
    const { r, g, b, alpha } = parsed.get(words);
    return Object.assign(this, { r, g, b, alpha });
  };
})()"""
AS_IT_COMES = Axe().axe_script
QUICK = BEFORE + AS_IT_COMES + AFTER
