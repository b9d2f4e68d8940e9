"""The chat page can be read and touched: sizes, contrast, width."""

from __future__ import annotations

import pytest

from tests.chat import PURGE

pytestmark = pytest.mark.chromium


# Letters under 16 px, contrast under 4.5 to 1, and targets under 40 × 34 px, of all that is visible.
LOOK = """() => {
  const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const small = [], pale = [], tiny = [];
  for (const e of document.querySelectorAll("#top *, #main *")) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".sr-only")) continue;
    const box = e.getBoundingClientRect();
    const name = `${e.tagName}.${e.className} ${e.textContent.slice(0, 30)}`;
    if ([...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && box.width > 2) {
      const style = getComputedStyle(e);
      if (parseFloat(style.fontSize) < 16) small.push(`${name} ${style.fontSize}`);
      const [a, b] = [lum(rgb(style.color)), lum(ground(e))].sort((x, y) => y - x);
      if ((a + 0.05) / (b + 0.05) < 4.5) pale.push(`${name} ${style.color}`);
    }
    if (e.matches("button, a, summary, textarea, #language label") && (box.width < 40 || box.height < 34)) tiny.push(name);
  }
  return { small, pale, tiny, sideways: document.documentElement.scrollWidth - innerWidth };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_page_can_be_read_and_touched(visit, width, height, scheme):
    user = visit(width=width, height=height, color_scheme=scheme)
    user.ask(PURGE)
    user.answered()
    user.ask("P" + "9" * 80 + " 은 무엇입니까?")
    user.answered(1)
    found = user.page.evaluate(LOOK)
    assert found["sideways"] <= 0
    assert found["small"] == [] and found["pale"] == [] and found["tiny"] == []
