"""The HTML report: how long it takes to write, its size, and how fast a browser opens and uses it.

For the shipped plan and for one of 1,000 targets that is made here, with three earlier figures
each, claims about the newest, one misprint in fifty, and twenty programmes. The browser is headless
Chromium; a page counts as open when its script has run and it has been drawn, a sort and a key in
the search field when the next picture of the page is there.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
TRACKER = str(Path(sys.executable).with_name("tracker"))
SEED, RUNS = 11, 3
EARLIER = {"s2021": ("2021", 0.8), "s2022-h1": ("2022-H1", 0.4), "s2022": ("2022", 0.9)}
SECTORS = (
    ("Revenue", "Doanh thu"), ("Investment", "Vốn đầu tư"), ("Exports", "Kim ngạch xuất khẩu"),
    ("Payments to the budget", "Nộp ngân sách"), ("Output", "Giá trị sản xuất"),
)  # fmt: skip
AFTER_PAINT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def made_plan(folder: Path, count: int) -> Path:
    """A plan of so many targets in a folder; returns the folder."""
    rng = random.Random(SEED)
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True)
    names = [SECTORS[n % len(SECTORS)] for n in range(count)]
    values = [round(rng.lognormvariate(7, 1.5)) + 10 for _ in range(count)]
    lines = ["indicators:"]
    for n, (en, vi) in enumerate(names):
        named = f"name: {{en: {en} of sector {n}, vi: {vi} ngành {n}}}"
        lines.append(f"  i{n}: {{{named}, unit: VND, kind: flow}}")
    lines.append("targets:")
    for n, value in enumerate(values):
        lines.append(f"  - {{id: t{n}, indicator: i{n}, period: 2023, value: {value} tỷ đồng}}")
    lines.append("programmes:")
    for p in range(20):
        members = ", ".join(f"t{n}: 1" for n in range(p, count, 20))
        lines.append(f"  p{p}: {{name: Programme {p}, members: {{{members}}}}}")
    (folder / "targets" / "made.yaml").write_text("\n".join(lines), encoding="utf-8")
    for source, (period, part) in EARLIER.items():
        figures = [
            f"  - {{id: f{n}, indicator: i{n}, printed: {level:.0f} tỷ đồng}}"
            for n, level in enumerate(value * part * rng.uniform(0.9, 1.1) for value in values)
        ]
        _write_source(folder, source, period, figures)
    newest = [_newest(n, value, rng) for n, value in enumerate(values)]
    _write_source(folder, "s2023-h1", "2023-H1", newest)
    return folder


def _newest(n: int, value: int, rng: random.Random) -> str:
    level = max(round(value * rng.uniform(0.2, 0.7)), 1)
    share = 100 * level / value + (7 if n % 50 == 0 else 0)
    claim = f'{{kind: attainment, printed: "{share:.1f}%", of: 2023}}'.replace(".", ",")
    return f"  - {{id: f{n}, indicator: i{n}, printed: {level} tỷ đồng, claims: [{claim}]}}"


def _write_source(folder: Path, name: str, period: str, figures: list[str]) -> None:
    head = f"id: {name}, title: Review of {period}, locale: vi, entity: VN, period: {period}"
    text = "\n".join([f"source: {{{head}}}", "figures:", *figures])
    (folder / "seeds" / f"{name}.yaml").write_text(text, encoding="utf-8")


def seconds_of(command: list[str]) -> float:
    """How long a run of the program takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def timed(page: Page, action: str) -> float:
    """Milliseconds from an action in the page to the next picture of it."""
    took: float = page.evaluate(
        f"""async () => {{
          const start = performance.now();
          {action};
          await ({AFTER_PAINT})();
          return performance.now() - start;
        }}"""
    )
    return took


def measure(page: Page, file: Path) -> dict[str, float]:
    """Milliseconds to open the page, to sort it, to type in its search field, to open a target."""
    start = time.perf_counter()
    page.goto(file.as_uri())
    page.evaluate(AFTER_PAINT)
    opened = 1000 * (time.perf_counter() - start)
    field = 'const field = document.querySelector("[type=search]")'
    typed = 'field.dispatchEvent(new Event("input", {bubbles: true}))'
    return {
        "open": opened,
        "first key": timed(page, f'{field}; field.value = "s"; {typed}'),
        "next key": timed(page, f'{field}; field.value = "se"; {typed}'),
        "cleared": timed(page, f'{field}; field.value = ""; {typed}'),
        "sort": timed(page, 'document.querySelectorAll(".sort")[2].click()'),
        "details": timed(page, 'document.querySelectorAll("button.open")[3].click()'),
        "language": timed(page, 'document.querySelector("[data-lang=vi]").click()'),
    }


def report(name: str, plan: Path, folder: Path) -> None:
    """Write the report of a plan, open it, and print the figures."""
    file = folder / f"{name}.html"
    plain = seconds_of([TRACKER, "status", "--plan", str(plan), "-o", str(folder / "plain.json")])
    written = seconds_of([TRACKER, "status", "--plan", str(plan), "-o", str(file)])
    print(f"{name}: {file.stat().st_size / 1e6:.2f} MB, written in {written:.1f} s", end="")
    print(f" (as JSON {plain:.1f} s)")
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        runs = []
        for _ in range(RUNS):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            runs.append(measure(page, file))
            page.close()
        browser.close()
    for what in runs[0]:
        print(f"  {what}: {median(each[what] for each in runs):.0f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--targets", type=int, default=1000)
    count = arguments.parse_args().targets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("shipped", ROOT, folder)
        report(f"{count} targets", made_plan(folder / "made", count), folder)


if __name__ == "__main__":
    main()
