"""What a cleaner gives, and how it refuses."""

from dataclasses import dataclass, field

from kernel.cleaning.kinds import FileKind, Format


class NotTaken(Exception):  # noqa: N818 - a refusal is an answer
    """The file is not taken; `code` is one that `kernel.files` passes on."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Cleaned:
    """The copy that staff see, a small picture of it if it has one, and what a list shows of it."""

    kind: FileKind
    format: Format
    clean: bytes = field(repr=False)
    preview: bytes = field(repr=False, default=b"")
    width: int = 0
    height: int = 0
    pages: int = 0
    seconds: int = 0
