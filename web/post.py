"""How this installation's post room is furnished: its languages, and whether mail leaves at all."""

from flask import Flask

from kernel.notices import Post
from kernel.notices.mail import MailCarrier
from web.locale import in_language


def init_app(app: Flask) -> None:
    """Let letters speak the recipient's language, and mail leave where a server is set.

    In the demo nothing leaves, whatever is set: invented people may have a real address.
    """
    settings = app.config["SETTINGS"]
    post: Post = app.extensions["post"]
    post.speaking = in_language
    if settings.mail_url and not settings.demo:
        post.carrier = MailCarrier(settings.mail_url, settings.mail_from)
