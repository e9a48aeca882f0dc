"""Notices: what the platform tells people by mail.

A notice keeps who it is for and what it is about as references only. Its words are written when it
is sent, in the language of who receives it, and are kept nowhere.
"""

from kernel.notices.notify import Notice, NoticeState, notify, outbox
from kernel.notices.post import Letter, Post, Recipient

__all__ = ["Letter", "Notice", "NoticeState", "Post", "Recipient", "notify", "outbox"]
