"""Files that appear whole or not at all: written beside their place first, then put there."""

import errno
import os
import re
import shutil
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

Page = str | bytes | Iterable[str]  # whole, or in pieces that end with no half of a command

_STAGE = ".tracker-init-"
_PERMISSIONS, _OWNER = 0o7777, 0o700
_MARK = "[0-9a-f]{8}"  # what tells the unfinished files of several runs apart


def replace_files(pages: Mapping[Path, Page], only_new: Container[Path] = ()) -> None:
    """Put new files in the place of old ones, or of none, once all of them are written.

    Those of `only_new` take the place of none: FileExistsError where one is there by now.

    They keep the permissions of the old ones, and links lead to the new ones. A pipe or a device
    is written to. Raises OSError, with no file changed unless the system fails between them.
    """
    parts: dict[Path, Path] = {}
    new: set[Path] = set()
    try:
        for file, page in pages.items():
            if file not in only_new and file.exists() and not file.is_file():
                # Nothing to be replaced; /dev/stdout leads to no name of a file.
                with file.open("wb") as device:
                    _write_to(device, page)
                continue
            target = Path(os.path.realpath(file))
            if file in only_new:
                new.add(target)
            is_kept = target.exists() and target not in new
            if is_kept and not _may_be_written(target):
                raise PermissionError(errno.EACCES, "the file is read-only", str(file))
            part = parts[target] = target.with_name(f".{target.name}.{_mark()}")
            _write_part(part, page, target.stat().st_mode & _PERMISSIONS if is_kept else None)
        for target in list(parts):
            if target in new:
                _name_new(parts[target], target)
                continue
            parts[target].replace(target)
            del parts[target]
    finally:
        for part in parts.values():
            _drop(part)


def create_file(file: Path, page: Page) -> None:
    """Write a file that must not be there yet. Raises OSError: FileExistsError if it is."""
    target = Path(os.path.realpath(file))
    part = target.with_name(f".{target.name}.{_mark()}")
    try:
        _write_part(part, page)
        _name_new(part, target)
    finally:
        _drop(part)


def create_files(base: Path, files: Mapping[Path, bytes]) -> None:
    """Write files that must not be there yet, below a folder that is: all of them or none.

    They are written in a folder of their own, then moved by as few renames as there can be: a
    folder that is missing comes as a whole. Only a kill between two of them leaves some without
    the others. Raises OSError.
    """
    stage = base / f"{_STAGE}{_mark()}"
    moved: list[tuple[Path, Path]] = []
    try:
        for file, content in files.items():
            staged = stage / file.relative_to(base)
            staged.parent.mkdir(parents=True, exist_ok=True)
            _write_part(staged, content)
        for staged, final in _moves(stage, base):
            if staged.is_dir():
                staged.rename(final)
            else:
                _name_new(staged, final)
            moved.append((staged, final))
    except BaseException:
        for staged, final in reversed(moved):
            final.rename(staged) if final.is_dir() else final.unlink()
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def clear_unfinished(folder: Path, name: str = "") -> None:
    """Delete what a run that was killed has left in a folder, of the file with this name.

    Without a name, of a plan that was to be made there. Nobody else may be writing it.
    """
    left = re.compile(rf"\.{re.escape(name)}\.{_MARK}" if name else rf"{re.escape(_STAGE)}{_MARK}")
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if not left.fullmatch(path.name):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def pieces(page: str | Iterable[str]) -> Iterable[str]:
    """A text in pieces."""
    return (page,) if isinstance(page, str) else page


def _moves(staged: Path, final: Path) -> Iterator[tuple[Path, Path]]:
    """The fewest renames that bring what is in one folder into another that is there."""
    for part in sorted(staged.iterdir()):
        place = final / part.name
        if part.is_dir() and os.path.lexists(place):
            yield from _moves(part, place)
        else:
            yield part, place


def _name_new(part: Path, file: Path) -> None:
    """Give a finished file a name that nothing has yet. Raises FileExistsError if something has.

    A second name is made for it, as a rename would take the place of whatever is there.
    """
    try:
        os.link(part, file)
        return
    except FileExistsError:
        raise
    except OSError:  # a file system without second names, or another one than that of the part
        if os.path.lexists(file):
            raise FileExistsError(17, "File exists", str(file)) from None
    replace_files({file: part.read_bytes()})


def _may_be_written(file: Path) -> bool:
    """Whether a file may be changed: what nobody may write is kept, whoever asks."""
    return os.access(file, os.W_OK) and bool(file.stat().st_mode & 0o222)


def _drop(part: Path) -> None:
    """Delete an unfinished file; where that fails, it is one that nobody reads."""
    with suppress(OSError):
        part.unlink()


def _mark() -> str:
    return os.urandom(4).hex()


def _write_part(part: Path, page: Page, permissions: int | None = None) -> None:
    """Write a file that is there only for this, and force it to the disk.

    Where it has permissions of its own, nobody else may read it before it has them.
    """
    mode = 0o666 if permissions is None else permissions & _OWNER | stat.S_IWUSR
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(part, flags, mode), "wb") as whole:  # noqa: PTH123 - a descriptor
        _write_to(whole, page)
        whole.flush()
        os.fsync(whole.fileno())
    if permissions is not None:
        part.chmod(permissions)


def _write_to(file: BinaryIO, page: Page) -> None:
    if isinstance(page, bytes):
        file.write(page)
        return
    for text in pieces(page):
        file.write(text.encode("utf-8", "backslashreplace"))
