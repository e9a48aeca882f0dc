"""The words of the mails of this feature."""

from kernel.notices import Post


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
