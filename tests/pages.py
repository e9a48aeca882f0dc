"""Every page that any test opens is checked: a wrong page fails the test that opened it.

`check_page(html)` applies RULES; `CheckedClient` is a Flask test client that does so for each
HTML answer. `tests/web/test_pages.py` breaks every rule once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urldefrag
from xml.etree.ElementTree import Element

import brotli
import html5lib
import pytest
from flask.testing import FlaskClient

from web.assets import FOLDER, PREFIX
from web.refusals import secret_label

if TYPE_CHECKING:
    from flask import Flask

BUDGET = 14 * 1024
REQUESTS = 3
TAGS = frozenset({"es", "quz", "en"})
CONTROLS = frozenset({"input", "select", "textarea"})
UNSEEN = frozenset({"hidden", "submit", "button", "image", "reset"})


class BadPage(AssertionError):  # noqa: N818 - what it is
    """A page breaks a rule of the house; the text lists every breach."""


@dataclass(frozen=True)
class Page:
    """A parsed page with what several rules ask of it."""

    html: str

    @cached_property
    def parser(self) -> Any:
        """html5lib's parser after its work, with the errors that it met."""
        parser: Any = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.root = parser.parse(self.html)
        return parser

    @property
    def root(self) -> Element:
        """The html element."""
        root: Element = self.parser.root
        return root

    def all(self, *names: str) -> Iterator[Element]:
        """Every element with one of these names, in order."""
        return (one for one in self.root.iter() if one.tag in names)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, doubles included."""
        return [one.attrib["id"] for one in self.root.iter() if "id" in one.attrib]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The element around each element."""
        return {child: parent for parent in self.root.iter() for child in parent}

    def inside(self, element: Element, name: str) -> bool:
        """Whether `element` stands somewhere in an element called `name`."""
        while element in self.parents:
            element = self.parents[element]
            if element.tag == name:
                return True
        return False

    @property
    def is_public(self) -> bool:
        """Whether this is a page for everybody rather than for staff."""
        return not any("desk." in one for one in self.files)

    @cached_property
    def files(self) -> list[str]:
        """What a browser fetches besides the page itself, before somebody asks for more."""
        links = [
            one.get("href", "")
            for one in self.all("link")
            if one.get("rel") in {"stylesheet", "icon", "preload", "manifest"}
        ]
        parts = [
            one
            for one in self.all("script", "img", "audio", "video")
            if one.get("loading") != "lazy" and one.get("preload") != "none"
        ]
        found = links + [one.get("src", "") for one in parts]
        return [address for address in found if address and not address.startswith("data:")]


Rule = Callable[[Page], Iterator[str]]


def text(element: Element) -> str:
    """The words inside an element, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def is_valid_html(page: Page) -> Iterator[str]:
    """HTML5 without a parse error."""
    for (line, column), code, _facts in page.parser.errors:
        yield f"HTML: {code} at line {line}, column {column}"


def says_its_language(page: Page) -> Iterator[str]:
    """One of our three tags."""
    if page.root.get("lang") not in TAGS:
        yield f"html lang is {page.root.get('lang')!r}"


def has_one_heading(page: Page) -> Iterator[str]:
    """One h1 with words."""
    headings = [text(one) for one in page.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"one h1 expected, found {headings}"


def title_starts_with_heading(page: Page) -> Iterator[str]:
    """The title begins with the words of the h1."""
    heading = next(map(text, page.all("h1")), "")
    title = next(map(text, page.all("title")), "")
    if not title.startswith(heading):
        yield f"the title {title!r} does not start with {heading!r}"


def labels_its_controls(page: Page) -> Iterator[str]:
    """Every control that people see has a label."""
    bound = {one.get("for") for one in page.all("label")}
    for one in page.all(*CONTROLS):
        named = one.get("id") in bound or page.inside(one, "label") or one.get("aria-label")
        if one.get("type") not in UNSEEN and not named:
            yield f"no label for {one.tag} {one.get('name')!r}"


def has_no_id_twice(page: Page) -> Iterator[str]:
    """An id names one element."""
    for double in {one for one in page.ids if page.ids.count(one) > 1}:
        yield f"the id {double!r} stands {page.ids.count(double)} times"


def points_at_what_exists(page: Page) -> Iterator[str]:
    """What is named by id on this page is on this page."""
    for one in page.root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in one.get(attribute, "").split():
                if name not in page.ids:
                    yield f"{attribute} names {name!r}, which is not on the page"
        address, fragment = urldefrag(one.get("href", ""))
        if one.tag == "a" and not address and fragment and fragment not in page.ids:
            yield f"a link to #{fragment}, which is not on the page"


def keeps_style_and_script_outside(page: Page) -> Iterator[str]:
    """Nothing that the CSP would block."""
    for one in page.root.iter():
        if one.tag == "style" or (one.tag == "script" and not one.get("src")):
            yield f"inline {one.tag}"
        for name, value in one.attrib.items():
            if name == "style" or name.startswith("on") or value.startswith("javascript:"):
                yield f"inline {name} on {one.tag}"


def guards_its_forms(page: Page) -> Iterator[str]:
    """A POST form carries the CSRF token; where people write, also a sending key."""
    for form in page.all("form"):
        if form.get("method", "get").lower() != "post":
            continue
        names = {one.get("name") for one in form.iter() if one.tag in CONTROLS}
        if "csrf_token" not in names:
            yield f"a form to {form.get('action')!r} without csrf_token"
        if "key" not in names and any(one.tag == "textarea" for one in form.iter()):
            yield f"a form to {form.get('action')!r} takes text without a sending key"


def hides_no_secret(page: Page) -> Iterator[str]:
    """No hidden field holds a receipt code or a password."""
    for one in page.all("input"):
        if one.get("type") == "hidden" and secret_label(one.get("name", "")):
            yield f"a hidden field {one.get('name')!r}"


def keeps_the_order_of_focus(page: Page) -> Iterator[str]:
    """Nothing takes the focus by itself or out of its order."""
    for one in page.root.iter():
        if "autofocus" in one.attrib or one.get("tabindex", "0") not in {"0", "-1"}:
            yield f"{one.tag} takes the focus out of order"


def names_its_links_and_buttons(page: Page) -> Iterator[str]:
    """A link leads somewhere and has words; so does a button; a picture has its alt."""
    for one in page.all("a", "button", "summary"):
        if not (text(one) or one.get("aria-label")):
            yield f"{one.tag} without words"
    for one in page.all("a"):
        if one.get("href", "") in {"", "#"}:
            yield f"a link without an address: {text(one)!r}"
    for one in page.all("img"):
        if "alt" not in one.attrib:
            yield f"a picture without alt: {one.get('src')!r}"


def explains_its_tables(page: Page) -> Iterator[str]:
    """A table has a caption, and its heads say what they head."""
    for table in page.all("table"):
        if not any(one.tag == "caption" and text(one) for one in table.iter()):
            yield "a table without a caption"
        if any(one.tag == "th" and not one.get("scope") for one in table.iter()):
            yield "a th without scope"


def is_light(page: Page) -> Iterator[str]:
    """A public page and all it needs fit into the first TCP window."""
    if not page.is_public:
        return
    weight = page_weight(page)
    if weight > BUDGET:
        yield f"{weight} bytes on the wire, {BUDGET} allowed"
    if len(page.files) + 1 > REQUESTS:
        yield f"{len(page.files) + 1} requests, {REQUESTS} allowed: {page.files}"


def page_weight(page: Page) -> int:
    """Bytes of the page and its files as a browser with brotli gets them."""
    return len(brotli.compress(page.html.encode(), quality=5)) + sum(
        _packed(address) for address in page.files if address.startswith(PREFIX)
    )


@lru_cache
def _packed(address: str) -> int:
    return Path(FOLDER / "dist" / f"{address.removeprefix(PREFIX)}.br").stat().st_size


_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}|\{%|<[A-Za-z_.]+ object at|lazy_gettext")


def leaves_nothing_unsaid(page: Page) -> Iterator[str]:
    """No placeholder, no template sign and no Python object shows."""
    body = next(page.all("body"), page.root)
    yield from (f"left over: {found}" for found in _PLACEHOLDER.findall(text(body)))
    if re.search(r"\b(None|Undefined)\b", text(body)):
        yield "the word None stands on the page"


RULES: list[Rule] = [
    is_valid_html,
    says_its_language,
    has_one_heading,
    title_starts_with_heading,
    labels_its_controls,
    has_no_id_twice,
    points_at_what_exists,
    keeps_style_and_script_outside,
    guards_its_forms,
    hides_no_secret,
    keeps_the_order_of_focus,
    names_its_links_and_buttons,
    explains_its_tables,
    is_light,
    leaves_nothing_unsaid,
]


def breaches(html: str, rules: list[Rule] | None = None) -> list[str]:
    """Every breach of `rules` (all of them by default) on this page."""
    page = Page(html)
    return [breach for rule in rules or RULES for breach in rule(page)]


def check_page(html: str) -> None:
    """BadPage unless the page keeps every rule."""
    if found := breaches(html):
        raise BadPage("\n".join(found))


_TOKEN = re.compile(r'(name="(?:csrf_token|key)"[^>]* value=")[^"]+')


class CheckedClient(FlaskClient):
    """A test client that checks each page it gets, and the same page once."""

    good: ClassVar[set[bytes]] = set()

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """The answer, after `check_page` when it is a page."""
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html":
            method = answer.request.method
            if method != "HEAD" and not answer.headers.get("Content-Encoding"):
                self._check(answer)
        return answer

    @staticmethod
    def _check(answer: Any) -> None:
        if answer.status_code == 204 or 300 <= answer.status_code < 400:
            return
        html = answer.get_data(as_text=True)
        print_of = sha256(_TOKEN.sub(r"\1", html).encode()).digest()
        if print_of in CheckedClient.good:
            return
        try:
            check_page(html)
        except BadPage as bad:
            raise BadPage(f"{answer.request.method} {answer.request.path}: {bad}") from None
        CheckedClient.good.add(print_of)


@pytest.fixture
def page(app: "Flask") -> FlaskClient:
    """A stranger's browser, JavaScript off, that checks every page it opens."""
    app.test_client_class = CheckedClient
    return app.test_client()
