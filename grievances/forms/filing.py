"""The eight pages: what the person typed, turned into answers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Email, NumberRange, Optional, ValidationError

from accounts.models import Office
from accounts.roles import Track
from accounts.words import ENTITY_KINDS
from grievances import words
from grievances.answers import Answers, Page
from grievances.forms.choosing import choices_of, one_of, several, some_of
from grievances.forms.files import sent, some_files
from grievances.forms.offers import Offers
from grievances.forms.pages import Needed, PageForm
from grievances.forms.place import PlaceForm
from grievances.forms.telling import (
    LINE,
    NOTE,
    STORY,
    NoReceiptCode,
    own_words,
)
from grievances.kinds import Consent, Danger, ForWhom, SafeContact, Tier, Topic
from grievances.operations.filing import anonymous_allowed
from web.forms import Form, UpTo
from web.locale import _, _l

MANY = 1_000_000
NAMES = 200


class AboutForm(PageForm):
    """What it is about, and what the person wants from the office."""

    offered: list[Track]
    subjects: list[Topic]
    topics = some_of(Topic, words.TOPIC, _l("¿De qué se trata?"))
    track = one_of(Track, words.TRACK, _l("¿Qué necesita de la oficina?"))

    def offer(self, office: Office, _answers: Answers, _offers: Offers) -> None:
        """Only the subjects and the ways in that this office has, in its order."""
        self.offered = tracks_of(office)
        self.track.choices = choices_of(self.offered, words.TRACK)
        self.subjects = topics_of(office)
        self.topics.choices = choices_of(self.subjects, words.TOPIC)

    def validate_topics(self, field: Field) -> None:
        """A subject that this office does not offer is none."""
        if not set(field.data or ()) <= set(self.subjects):
            raise ValidationError(_("Elija una de las opciones."))

    def validate_track(self, field: Field) -> None:
        """A way in that this office does not have is none."""
        if field.data and field.data not in self.offered:
            raise ValidationError(_("Elija una de las opciones."))

    def given(self) -> dict[str, Any]:
        """Who chose no way in takes the first that the office offers."""
        topics = tuple(self.topics.data or ())
        return {
            "topics": topics,
            "most": self.before.most if self.before.most in topics else None,
            "track": self.track.data or self.offered[0],
        }


class ToldSomehow(Needed):
    """Validator: told in writing, by a recording, or on photographed pages."""

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when there is none of them."""
        if not form.is_told_by_files:
            super().__call__(form, field)


class StoryForm(PageForm):
    """What happened: in writing, by voice, on paper; with several subjects, which weighs most.

    `stay` adds files and shows the page again, `remove` is a file that shall go.
    """

    story = TextAreaField(
        _l("¿Qué pasó?"),
        [
            ToldSomehow(_l("Cuente qué pasó, aunque sea con pocas palabras.")),
            *own_words(STORY),
        ],
    )
    sound = some_files(_l("Grabe su voz"))
    papers = some_files(_l("Mande una foto de su carta o un audio que ya tiene"))
    stay = BooleanField()
    remove = IntegerField()
    most = SelectField(_l("¿Qué le preocupa más?"))

    def offer(self, _office: Office, answers: Answers, _offers: Offers) -> None:
        """Among the subjects that were ticked, when there are several."""
        ticked = answers.topics if len(answers.topics) > 1 else ()
        self.most.choices = [
            SelectChoice("", _("Todo por igual")),
            *choices_of(ticked, words.TOPIC),
        ]
        self.most.data = self.most.data or ""

    @property
    def is_told_by_files(self) -> bool:
        """Whether a recording or a page is there already, or comes now."""
        kept = [one for one in self.before.story_files if one != self.remove.data]
        return bool(kept or sent(self.sound) or sent(self.papers))

    def given(self) -> dict[str, Any]:
        """The story and the subject that weighs most."""
        return {
            "story": self.said("story"),
            "most": Topic(self.most.data) if self.most.data else None,
        }


class ForWhomForm(PageForm):
    """For whom the person speaks."""

    for_whom = one_of(ForWhom, words.FOR_WHOM, _l("¿Para quién es?"))
    consent = one_of(Consent, words.CONSENT, _l("¿Esa persona está de acuerdo?"))
    group = StringField(_l("Nombre de la comunidad o del grupo"), own_words(LINE))
    people = IntegerField(
        _l("¿Cuántas personas son, más o menos?"), [Optional(), NumberRange(1, MANY)]
    )
    together = IntegerField(
        _l("¿Cuántas personas son, con usted?"), [Optional(), NumberRange(1, MANY)]
    )
    dropped = False

    def offer(self, _office: Office, answers: Answers, _offers: Offers) -> None:
        """The number stands where it was given."""
        if not self.is_submitted():
            self.together.data = answers.people
            if Page.FOR_WHOM not in answers.seen:
                self.for_whom.data = None

    def given(self) -> dict[str, Any]:
        """A group has a name and a number, several people a number, another one a consent.

        Names that no longer belong to what was chosen go away.
        """
        whom = self.for_whom.data or ForWhom.ME
        people = {ForWhom.GROUP: self.people.data, ForWhom.SEVERAL: self.together.data}
        said: dict[str, Any] = {
            "for_whom": whom,
            "consent": self.consent.data if whom is ForWhom.ANOTHER else None,
            "group": self.said("group") if whom is ForWhom.GROUP else "",
            "people": people.get(whom),
            "spokesperson": self.before.spokesperson if whom is ForWhom.GROUP else "",
            "others": self.before.others if whom is self.before.for_whom else (),
        }
        after = replace(self.before, **said)
        self.dropped = names_in(self.before) != names_in(after)
        return said


class ResponsibleForm(PageForm):
    """Who is responsible, as far as the person knows: of the office's list, or in own words."""

    entities = several(_l("De la lista de la oficina"), coerce=int)
    respondent = TextAreaField(_l("¿Quién cree que es responsable?"), own_words(NOTE))
    kinds: Mapping[str, Any] = {}
    has_strays = False

    def offer(self, _office: Office, answers: Answers, offers: Offers) -> None:
        """Whom this office lists today. Who left the list since is no longer chosen."""
        listed = list(offers.entities())
        self.entities.choices = [SelectChoice(one.id, one.name) for one in listed]
        self.kinds = {str(one.id): ENTITY_KINDS[one.kind] for one in listed}
        if listed:
            self.respondent.label.text = _("Alguien más, con sus palabras")
        known = {one.id for one in listed}
        chosen = self.entities.data or [] if self.is_submitted() else answers.entities
        self.entities.data = [one for one in chosen if one in known]
        self.has_strays = self.is_submitted() and len(self.entities.data) < len(chosen)

    def validate_respondent(self, _field: Field) -> None:
        """Somebody who is not on this office's list, or no longer."""
        if self.has_strays:
            raise ValidationError(_("Eligió a alguien que no está en la lista. Escríbalo aquí."))

    def given(self) -> dict[str, Any]:
        """Those of the list, and who else."""
        return {
            "entities": tuple(self.entities.data or ()),
            "respondent": self.said("respondent"),
        }


class ContactForm(PageForm):
    """Who may know the name, and how the person may be reached without harm."""

    tier = one_of(Tier, words.TIER, _l("¿Quiere dar su nombre?"))
    name = StringField(_l("Su nombre"), [UpTo(LINE), NoReceiptCode()])
    phone = StringField(_l("Teléfono"), [UpTo(LINE), NoReceiptCode()])
    email = StringField(_l("Correo"), [Optional(), UpTo(LINE), Email()])
    spokesperson = StringField(
        _l("Quién habla por el grupo, si no es usted"), [UpTo(LINE), NoReceiptCode()]
    )
    names = TextAreaField(_l("Los nombres de las demás personas"), [NoReceiptCode()])
    safe_contact = some_of(
        SafeContact, words.SAFE_CONTACT, _l("¿Cómo podemos buscarle sin ponerle en riesgo?")
    )
    safe_contact_note = StringField(
        _l("¿Qué días u horas? ¿Algo más que debamos cuidar?"), own_words(LINE)
    )
    needs_name = False
    dropped = False

    def offer(self, office: Office, answers: Answers, _offers: Offers) -> None:
        """Without a name only where this office takes this way in without one."""
        self.needs_name = not anonymous_allowed(office, answers.track)
        if self.needs_name:
            self.tier.choices = choices_of((Tier.RESERVED, Tier.NAMED), words.TIER)
        if answers.for_whom is ForWhom.ANOTHER:
            self.names.label.text = _("Nombre de la persona por quien habla")
        if not self.is_submitted():
            self.names.data = "\n".join(answers.others)
            if Page.CONTACT not in answers.seen:
                self.tier.data = None  # nothing about a name is ticked beforehand
        self.is_nameless = self.tier.data in {None, Tier.ANONYMOUS}

    def validate_tier(self, field: Field) -> None:
        """A name that was typed needs a word about who may know it."""
        if field.data is Tier.ANONYMOUS and self.needs_name:
            raise ValidationError(_("Elija una de las opciones."))
        must_say = self.needs_name and not self.back.data
        if field.data is None and (must_say or self._typed_contact()):
            raise ValidationError(_("Diga quién puede saber su nombre."))

    def validate_name(self, field: Field) -> None:
        """Where the office needs a name, it says so here and not after sending."""
        if self.needs_name and not (self.said("name") or self.back.data):
            raise ValidationError(_("Escriba su nombre, o vuelva al inicio y elija una alerta."))

    def validate_names(self, _field: Field) -> None:
        """One a line, not more and not longer than anybody would write."""
        names = self._others()
        if len(names) > NAMES or any(len(name) > LINE for name in names):
            raise ValidationError(
                _("Escriba un nombre en cada línea, hasta %(most)s nombres.", most=NAMES)
            )

    def given(self) -> dict[str, Any]:
        """Who stays anonymous leaves no name, phone or mail, even when typed."""
        tier = self.tier.data or Tier.ANONYMOUS
        self.dropped = tier is Tier.ANONYMOUS and self._typed_contact()
        whom = self.before.for_whom
        nameless = tier is Tier.ANONYMOUS
        contact = {name: self.said(name) for name in ("name", "phone", "email", "spokesperson")}
        if whom is not ForWhom.GROUP:
            contact["spokesperson"] = ""
        more = self._others() if whom in {ForWhom.ANOTHER, ForWhom.SEVERAL} else ()
        return {
            "tier": tier,
            "safe_contact": tuple(self.safe_contact.data or ()),
            "safe_contact_note": self.said("safe_contact_note"),
            "others": () if nameless else more,
            **(dict.fromkeys(contact, "") if nameless else contact),
        }

    def _others(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.said("names").splitlines())
        return tuple(line for line in lines if line)

    def _typed_contact(self) -> bool:
        typed = ("name", "phone", "email", "spokesperson", "names")
        return any(self.said(name).strip() for name in typed)


class DangerForm(PageForm):
    """What cannot wait, and what the person is afraid of."""

    dangers = some_of(Danger, words.DANGER, _l("¿Hay peligro ahora?"))
    fears_reprisal = BooleanField(_l("Tengo miedo de que me hagan algo por quejarme"))
    danger_note = TextAreaField(_l("¿Qué teme que pase?"), own_words(NOTE))

    def given(self) -> dict[str, Any]:
        """Dangers, fear, and what there is to say about them."""
        return {
            "dangers": tuple(self.dangers.data or ()),
            "fears_reprisal": self.fears_reprisal.data,
            "danger_note": self.said("danger_note"),
        }


class Press(Form):
    """A button on its own: continue, delete, send, leave."""

    key = None  # type: ignore[assignment]  # how WTForms takes a field away


class SendForm(Press):
    """The last button. `website` is a field that no person sees: only a machine fills it in."""

    website = StringField(_l("Deje esta casilla vacía"))

    def validate_website(self, field: Field) -> None:
        """What a machine wrote, or a browser that fills everything in, is asked about."""
        if field.data:
            raise ValidationError(_("Borre lo que dice en esta casilla y envíe otra vez."))


PAGE_FORMS: Mapping[Page, type[PageForm]] = {
    Page.ABOUT: AboutForm,
    Page.STORY: StoryForm,
    Page.PLACE: PlaceForm,
    Page.FOR_WHOM: ForWhomForm,
    Page.RESPONSIBLE: ResponsibleForm,
    Page.CONTACT: ContactForm,
    Page.DANGER: DangerForm,
}


def tracks_of(office: Office) -> list[Track]:
    """The ways in that this office has; the complaint first, for it is what most come for."""
    offered = [track for track in Track if track.value in office.tracks] or [Track.QUEJA]
    return sorted(offered, key=lambda track: track is not Track.QUEJA)


def topics_of(office: Office) -> list[Topic]:
    """The subjects that this office offers, in its order; all of them when it chose none."""
    known = {topic.value: topic for topic in Topic}
    return [known[topic] for topic in office.topics if topic in known] or list(Topic)


def names_in(answers: Answers) -> tuple[str, ...]:
    """The names of other people in some answers."""
    return (answers.spokesperson, *answers.others)
