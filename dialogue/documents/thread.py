"""A thread on paper: what was said, by which group, with the evidence and its fingerprints."""

import segno
from flask import render_template

from dialogue import words
from dialogue.documents.exhibits import told
from dialogue.kinds import PaperLanguage
from dialogue.queries.whole_threads import WholeThread
from web.formats import short_moment
from web.locale import in_language, tag_of


def thread_page(whole: WholeThread, language: PaperLanguage, public_url: str) -> str:
    """The page of HTML that becomes the paper, in Spanish or Quechua."""
    process, thread = whole.process, whole.thread
    address = f"{public_url}/dialogue/{process.code}/threads/{thread.code}"
    zone = process.office.time_zone
    spoken = str(language)
    with in_language(spoken):
        return render_template(
            "dialogue/print/thread.html",
            whole=whole,
            process=process,
            thread=thread,
            office=process.office,
            address=address,
            qr=segno.make(address, error="m", micro=False).svg_data_uri(border=0),
            language=spoken,
            exhibits={
                one.post.id: [(each, told(each, spoken)) for each in one.post.evidence]
                for one in whole.posts
                if one.can_be_read
            },
            numbers={one.post.id: place for place, one in enumerate(whole.posts, 1)},
            kinds=words.POST_KIND,
            tongues=words.TONGUE,
            evidence_kinds=words.EVIDENCE_OF,
            group_kinds=words.GROUP_KIND,
            when=lambda moment: short_moment(moment, zone),
            tag_of=tag_of,
        )
