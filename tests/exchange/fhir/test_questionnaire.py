"""Every pack as a Questionnaire that R4 would take, with all that is asked in it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elsec_app.cli import main
from elsec_app.exchange.fhir.questionnaire import questionnaire
from elsec_app.instruments.library import load, pack_folders
from tests.instruments.shelf import CASES, SHIPPED, shipped_pack, table_pack

from .r4 import _items, faults

PACKS = (*pack_folders(CASES), *pack_folders(SHIPPED))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.parent.name)
def test_every_pack_is_a_questionnaire_of_r4(folder: Path) -> None:
    assert faults(questionnaire(load(folder), "https://forms.example.org")) == []


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.parent.name)
def test_every_item_is_asked_once_in_each_of_its_sections(folder: Path) -> None:
    pack = load(folder)
    asked = [
        i["linkId"] for i in _items(questionnaire(pack)) if i["type"] not in ("group", "display")
    ]
    expected = [f"{s.id}.{i.strand}.{i.id}" for s in pack.sections for i in pack.items_in(s.id)]
    assert sorted(asked) == sorted(["age-months", *expected])


def _found(link: str) -> dict[str, Any]:
    items = {item["linkId"]: item for item in _items(questionnaire(table_pack("every-type")))}
    return items[link]


def _worth(item: dict[str, Any]) -> dict[str, object]:
    """Code to points; none where an answer has no worth."""
    return {
        option["valueCoding"]["code"]: next(
            (e["valueDecimal"] for e in option.get("extension", ()) if "valueDecimal" in e), None
        )
        for option in item["answerOption"]
    }


def test_answers_are_worth_what_the_engine_says() -> None:
    assert _worth(_found("young.rated.r1")) == {"2": 2, "1": 1, "0": 0, "no_response": None}
    assert _worth(_found("young.pictures.point")) == {
        "cat.svg": 0, "dog.svg": 1, "cup.svg": 0, "no_response": None,
    }  # fmt: skip
    assert _worth(_found("young.pictures.name")) == {"pass": 1, "not_yet": 0, "no_response": None}
    assert _worth(_found("young.sounds.sound")) == {"p": 1, "t": 1, "k": 1, "no_response": None}


def test_each_type_of_item_has_its_form() -> None:
    assert _found("young.words.many")["type"] == "integer"
    assert _found("young.words.many")["extension"][1]["valueInteger"] == 20
    assert _found("young.notes.note")["type"] == "text"
    assert _found("young.sounds.sound")["repeats"] is True
    media = _found("young.pictures.point")["answerOption"][1]["extension"][1]["valueAttachment"]
    assert media == {"contentType": "image/svg+xml", "url": "media/dog.svg", "title": "dog.svg"}
    assert _found("young.pictures.say.say")["text"] == "Say: “The dog is asleep.”"


def test_a_section_is_opened_by_the_age() -> None:
    assert _found("old")["enableWhen"] == [
        {"question": "age-months", "operator": ">=", "answerInteger": 48},
        {"question": "age-months", "operator": "<", "answerInteger": 60},
    ]


def test_where_a_screen_goes_downwards_an_older_child_may_reach_a_section() -> None:
    items = _items(questionnaire(shipped_pack("wellcomm-primary")))
    p1 = next(item for item in items if item["linkId"] == "p1")
    assert [when["operator"] for when in p1["enableWhen"]] == [">="]


def test_the_statement_the_licence_and_the_sources_travel_along() -> None:
    pack = shipped_pack("observation-screen")
    told = questionnaire(pack)
    assert pack.statement in told["description"]
    assert told["copyright"] == pack.licence
    assert pack.hash in told["purpose"]
    assert all(source.title in told["purpose"] for source in pack.sources)
    assert (told["status"], told["experimental"]) == ("active", True)


def test_the_address_is_the_services_or_one_for_ever() -> None:
    pack = shipped_pack("ics")
    assert questionnaire(pack)["url"] == questionnaire(pack)["identifier"][0]["value"]
    assert questionnaire(pack, "https://a.example/fhir/")["url"] == (
        "https://a.example/fhir/Questionnaire/ics"
    )


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "export-fhir", str(CASES / "every-type" / "1")]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "EveryType"


BROKEN: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda q: q.pop("status"), "status: 0 times"),
    (lambda q: q.update(status="live"), "status: the code live"),
    (lambda q: q.update(colour="red"), "colour: not in R4"),
    (lambda q: q.update(title=""), "title[0]: no string"),
    (lambda q: q.update(name="every type"), "que-0"),
    (lambda q: q["item"][1].pop("item"), "que-1"),
    (lambda q: q["item"][1].update(linkId="old"), "que-2"),
    (lambda q: q["item"][1].pop("enableBehavior"), "que-12"),
    (lambda q: q["item"][1]["enableWhen"][0].update(question="age"), "enableWhen"),
    (lambda q: q["item"][0].update(required="yes"), "required[0]: no boolean"),
    (lambda q: q["item"][0].update(type="number"), "type: the code number"),
    (lambda q: q["item"][0].update(item={}), "item: one or many"),
    (lambda q: q["item"][0]["extension"][0].update(valueInteger=1.5), "no integer"),
]


@pytest.mark.parametrize(("change", "fault"), BROKEN, ids=[fault for _c, fault in BROKEN])
def test_the_tables_of_r4_can_refuse(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    """Else the first test could not fail."""
    told = copy.deepcopy(questionnaire(table_pack("every-type")))
    change(told)
    assert any(fault in said for said in faults(told))
