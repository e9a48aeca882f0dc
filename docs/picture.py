"""The picture of the product in the README, taken from a running demo.

`python -m docs.picture http://127.0.0.1:8000 PASSWORD` with the address and the password that
`make run` prints. It needs Chromium (CHROMIUM names another than /usr/bin/chromium).
"""

import io
import os
import sys
from base64 import b64encode
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

PICTURE = Path(__file__).parent / "images" / "product.png"
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
COLOURS = 200  # flat colours: an indexed picture is a third of the size and looks the same
LAYOUT = """
<style>
  body {{ margin: 0; width: 1400px; height: 800px; position: relative; background: #dcd6c8 }}
  img {{ position: absolute; box-shadow: 0 8px 30px #0b243380; background: #fff }}
  .desk {{ left: 312px; top: 32px; width: 1060px; height: 736px; border-radius: 6px;
           object-fit: cover; object-position: top }}
  .phone {{ left: 28px; top: 110px; width: 290px; border: 9px solid #14222b; border-radius: 24px }}
</style>
<img class="desk" src="data:image/png;base64,{desk}">
<img class="phone" src="data:image/png;base64,{phone}">
"""


def take(address: str, password: str) -> bytes:
    """The home of an office in Quechua on a phone, in front of a case on an officer's desk."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        phone = _phone(browser, address)
        desk = _desk(browser, address, password)
        page = browser.new_page(viewport={"width": 1400, "height": 800})
        page.set_content(LAYOUT.format(phone=_inline(phone), desk=_inline(desk)))
        page.wait_for_function("[...document.images].every(image => image.complete)")
        return page.screenshot()


def _phone(browser: Browser, address: str) -> bytes:
    page = browser.new_context(viewport=PHONE, device_scale_factor=2).new_page()
    page.goto(f"{address}/o/cusco?lang=qu")
    return page.screenshot()


def _desk(browser: Browser, address: str, password: str) -> bytes:
    page = browser.new_context(viewport=DESK, device_scale_factor=1.5).new_page()
    page.goto(f"{address}/sign-in?lang=es")
    page.fill("[name=email]", "handler@cusco.example")
    page.fill("[name=password]", password)
    page.click("main form button")
    page.goto(f"{address}/desk/?view=risk")
    page.click("main a[href*='/desk/cases/']:has-text('qaranpi')")
    return page.screenshot()


def _inline(picture: bytes) -> str:
    return b64encode(picture).decode()


def _indexed(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    _indexed(take(*sys.argv[1:3])).save(PICTURE, optimize=True)
