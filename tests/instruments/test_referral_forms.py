"""Receiving services' forms: what ships is whole, and a faulty form is refused with every place."""

import pytest

from elsec_app.instruments.referring.document import DocumentRefused
from elsec_app.instruments.referring.forms import (
    Form,
    catalogue,
    in_words,
    read_form,
    shipped_forms,
)
from elsec_app.instruments.referring.rules import shipped_rules

FORMS = {form.id: form for form in shipped_forms()}


def test_the_neutral_form_asks_everything_but_what_one_service_words_for_itself() -> None:
    asked = {field.id for field in FORMS["neutral"].fields}
    assert set(catalogue()) - asked == {"reference", "hospital", "gender"}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_names_its_sources_its_rules_and_shows_the_evidence(form: Form) -> None:
    known = {rules.id for rules in shipped_rules()}
    assert form.rules in known
    assert form.sources or form.id == "neutral"
    assert {"evidence", "rules", "consents"} <= {section.part for section in form.sections}


def test_a_service_words_a_field_its_own_way_and_keeps_its_own_list() -> None:
    newcastle, neutral = FORMS["newcastle-school-age"], FORMS["neutral"]
    assert newcastle.asked("gp").label == neutral.asked("gp").label == "GP and practice"
    assert newcastle.asked("setting").label == "School"
    assert "selective_mutism" not in newcastle.asked("concerns").choices
    said = [in_words(form.asked("concerns"), "talking other") for form in (newcastle, neutral)]
    assert said == ["Using spoken language, Something else", "Talking, Something else"]


WHOLE = """format: 1
id: ours
version: "1"
title: Ours
service: Ours
sources: []
sections:
  - id: one
    title: One
    fields: [{id: reason, need: must}, {id: concerns}%s]
  - id: agreed
    title: Agreed
    part: consents
    consents: [{purpose: referral, need: must, label: W}%s]
%s"""


def whole(fields: str = "", consents: str = "", sections: str = "") -> bytes:
    return (WHOLE % (fields, consents, sections)).encode()


def test_a_whole_form_is_read_and_named_by_its_bytes() -> None:
    assert read_form(whole()).hash != read_form(whole(", {id: gp}")).hash


FAULTS = {
    whole(", {id: gpp}"): "none of this name",
    whole(", {id: gp, needed: must}"): "unknown field `needed`",
    whole(", {id: gp, need: always}"): "Invalid enum value 'always'",
    whole(", {id: gp, choices: {a: A}}"): "written, not chosen",
    whole(", {id: reason}"): "a name of its own",
    whole(consents=", {purpose: photos, label: P}"): "a purpose among",
    whole(consents=", {purpose: referral, label: P}"): "each purpose once",
    whole(sections="  - {id: e, title: E, part: evidence, fields: [{id: gp}]}"): "Give fields",
    whole(sections="  - {id: e, title: E}"): "Give fields",
    whole().replace(b"{id: reason, need: must}", b"{id: reason}"): "Ask for the reason",
    whole().replace(b", {id: concerns}", b""): "direct routes are there",
    whole().replace(b"need: must, label: W", b"label: W"): "Ask for consent to the referral",
    whole() + b"hash: abc": "worked out from the file",
}


@pytest.mark.parametrize(("content", "words"), FAULTS.items(), ids=list(FAULTS.values()))
def test_a_faulty_form_is_refused_with_its_place(content: bytes, words: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_form(content)
    assert words in "\n".join(map(str, refused.value.complaints))
