"""Files for the demonstration, drawn and played by code: nobody's photograph, nobody's voice."""

import io
import math
import struct
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

import av
from PIL import Image, ImageDraw

from grievances.kinds import Purpose
from grievances.operations.attachments import Bringing
from kernel.files import Store, take_in

SKY, HILL, RIVER, EARTH = "#9cc5d8", "#7d8f5a", "#a4502c", "#c9a66b"
RATE = 16_000


@dataclass(frozen=True)
class DemoFile:
    """One file, and what it is to its case."""

    name: str
    purpose: Purpose
    made: bytes


def brought(store: Store) -> Mapping[int, list[Bringing]]:
    """The files of some stories, taken in: by the number of the story. Slow."""
    return {
        number: [Bringing(take_in(store, io.BytesIO(one.made), one.name), one.purpose)]
        for number, one in _files().items()
    }


def _files() -> Mapping[int, DemoFile]:
    return {
        0: DemoFile("wasi.jpg", Purpose.EVIDENCE, _picture(HILL)),
        1: DemoFile("polvo.jpg", Purpose.EVIDENCE, _picture(EARTH)),
        2: DemoFile("kunka.ogg", Purpose.STORY_SOUND, _sound()),
        3: DemoFile("memorial.pdf", Purpose.EVIDENCE, _paper()),
        4: DemoFile("mayu.jpg", Purpose.EVIDENCE, _picture(RIVER)),
    }


def _picture(ground: str) -> bytes:
    """Hills and a river, as a child draws them."""
    image = _drawn(ground, 960, 640)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()


def _drawn(ground: str, width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    for peak in range(0, width + 1, width // 4):
        draw.polygon([(peak - 200, 420), (peak, 160), (peak + 200, 420)], fill=HILL)
    draw.rectangle((0, 400, width, height), fill=ground)
    draw.polygon([(430, 400), (500, 400), (760, height), (240, height)], fill=RIVER)
    return image


def _paper() -> bytes:
    """A page with lines where the words would be."""
    page = Image.new("RGB", (850, 1100), "white")
    draw = ImageDraw.Draw(page)
    for line in range(140, 900, 46):
        draw.line((110, line, 740 - line % 7 * 30, line), fill="#33414b", width=5)
    page.paste(_drawn(EARTH, 960, 640).resize((240, 160)), (500, 900))
    written: IO[bytes] = io.BytesIO()
    page.save(written, "PDF")
    written.seek(0)
    return written.read()


def _sound() -> bytes:
    """Three tones in the place of a voice, as a phone would record them."""
    plain = io.BytesIO()
    with wave.open(plain, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for pitch in (262, 330, 392):
            tone = (
                int(6000 * math.sin(2 * math.pi * pitch * at / RATE) * (1 - at / (2 * RATE)))
                for at in range(2 * RATE)
            )
            sound.writeframes(b"".join(struct.pack("<h", one) for one in tone))
    plain.seek(0)
    written = io.BytesIO()
    with av.open(plain, "r") as source, av.open(written, "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=48_000)
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return written.getvalue()
