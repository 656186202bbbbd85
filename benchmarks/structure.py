"""The shape of the code, to look at and not to aim at.

    python benchmarks/structure.py [SRC ...]     (default: src; name two to see them side by side)

Lines of modules without empty ones, functions by their own lines, branches (if, for, while,
conditional expressions, comprehensions, and/or) and comments per 100 lines, class names that stand
twice, strings with letters that English lacks outside language/, and comparisons with strings.
"""

import ast
import io
import sys
import tokenize
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

_BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.comprehension, ast.BoolOp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = (ast.Module, ast.ClassDef, *_FUNCTIONS)
_VAGUE = {"each", "found", "said", "own", "other", "one"}


def measure(source: Path) -> dict[str, str]:
    """What there is to see of the Python files below a folder."""
    files = sorted(source.rglob("*.py"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    trees = {file: ast.parse(text) for file, text in texts.items()}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    lines = sum(text.count("\n") for text in texts.values())
    module_lines = [text.count("\n") for text in texts.values()]
    function_lines = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in nodes
        if isinstance(node, _FUNCTIONS)
    ]
    classes = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    names = [
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    outside = [file for file in files if "language" not in file.relative_to(source).parts[:-1]]
    foreign = {file: list(_foreign(trees[file])) for file in outside}
    vague = sum(name in _VAGUE for name in names)
    return {
        "modules": f"{len(files)}",
        "lines": f"{lines:,}",
        "lines of a module, median / 90th": _spread(module_lines),
        "lines of a function, median / 90th": _spread(function_lines),
        "branches per 100 lines": f"{_per_hundred(_count(nodes, _BRANCHES), lines):.1f}",
        "comments per 100 lines": f"{_per_hundred(sum(map(_comments, texts.values())), lines):.1f}",
        "class names used twice": f"{sum(count > 1 for count in classes.values())}",
        "vague names among locals": f"{_per_hundred(vague, len(names)):.1f} %",
        "strings in another alphabet": f"{sum(map(len, foreign.values()))} in "
        f"{sum(map(bool, foreign.values()))} files",
    }


def _count(nodes: list[ast.AST], kinds: tuple[type[ast.AST], ...]) -> int:
    return sum(isinstance(node, kinds) for node in nodes)


def _per_hundred(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)


def _spread(sizes: list[int]) -> str:
    return f"{median(sizes):.0f} / {quantiles(sizes, n=10)[-1]:.0f}"


def _comments(text: str) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def _foreign(tree: ast.Module) -> Iterator[str]:
    """Strings with letters that English lacks, but for docstrings."""
    blocks = (node for node in ast.walk(tree) if isinstance(node, _BLOCKS) and node.body)
    firsts = (block.body[0] for block in blocks)
    docstrings = {first.value for first in firsts if isinstance(first, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for constant in constants:
        text = constant.value
        if isinstance(text, str) and constant not in docstrings and any(map(_is_foreign, text)):
            yield text


def _is_foreign(sign: str) -> bool:
    return not sign.isascii() and "LATIN" in unicodedata.name(sign, "")


def main() -> None:
    sources = [Path(name) for name in sys.argv[1:]] or [Path("src")]
    columns = [measure(source) for source in sources]
    for row in columns[0]:
        print(f"{row:38}" + "".join(f"{column[row]:>18}" for column in columns))


if __name__ == "__main__":
    main()
