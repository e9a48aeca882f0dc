"""Taking in a photograph of 5 MB beside bare Pillow, which decodes and encodes it in this process.

What comes on top of the floor: a child process with its walls, the preview, two colour spaces less,
three blobs sealed and on the disk, the ledger, the row.
"""

import io
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PIL import Image, ImageOps

from bench.figures import Figure
from bench.stage import installation
from kernel import files
from kernel.vault import DataKey

TIMES = 7
WIDTH, HEIGHT = 4032, 3024
LEAST_BYTES = 5_000_000
OWNER = DataKey(1, bytes(32))


def figures(folder: Path) -> list[Figure]:
    """A photograph's way in, and what the web process has grown by after it."""
    _, database, _ = installation(folder)
    store = files.Store(database, folder / "blobs")
    photo = photograph()

    def take() -> None:
        taken = files.take_in(store, io.BytesIO(photo), "a.jpg")
        with database.changing() as session:
            files.attach(session, OWNER, taken)

    take()
    before = _peak_mb()
    ours = _milliseconds(take)
    grown = _peak_mb() - before
    floor = _milliseconds(lambda: bare(photo))
    database.dispose()
    return [
        Figure("photograph of 5 MB, taken in", ours, floor, "ms", "≤ 2.5 × floor"),
        Figure("memory of the web after it", grown, 64, "MB", "≤ budget"),
    ]


def photograph() -> bytes:
    """12 megapixels, as a phone makes them: smooth, with enough noise to weigh 5 MB."""
    chance = random.Random(5)  # noqa: S311 - a picture, not a secret
    grain = Image.frombytes("L", (WIDTH, HEIGHT), chance.randbytes(WIDTH * HEIGHT))
    ramp = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    light = Image.blend(ramp, grain, 0.17)
    picture = Image.merge("RGB", (light, ramp, ImageOps.flip(light)))
    for quality in range(80, 100):
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=quality)
        if written.tell() >= LEAST_BYTES:
            break
    return written.getvalue()


def bare(photo: bytes) -> bytes:
    """The floor: decode, turn upright, encode."""
    written = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as picture:
        ImageOps.exif_transpose(picture).save(written, "JPEG", quality=90)
    return written.getvalue()


def _milliseconds(deed: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        deed()
        took.append(1000 * (time.perf_counter() - began))
    return median(took)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform == "linux" else 1024 * 1024)
