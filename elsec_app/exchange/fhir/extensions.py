"""The extensions that a Questionnaire uses, each with the address that defines it."""

from typing import Any

Extension = dict[str, Any]

_R4 = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_KINDS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}


def ordinal(worth: int) -> Extension:
    """What an answer is worth, in points."""
    return {"url": f"{_R4}ordinalValue", "valueDecimal": worth}


def limits(least: int, most: int) -> list[Extension]:
    """The least and the most that a whole number may be."""
    return [
        {"url": f"{_R4}minValue", "valueInteger": least},
        {"url": f"{_R4}maxValue", "valueInteger": most},
    ]


def exclusive() -> Extension:
    """An answer that stands alone where several may be given."""
    return {"url": f"{_R4}questionnaire-optionExclusive", "valueBoolean": True}


def instructions() -> Extension:
    """Marks words that help to ask, and are no question."""
    system = "http://hl7.org/fhir/questionnaire-display-category"
    coding = [{"system": system, "code": "instructions"}]
    return {
        "url": f"{_R4}questionnaire-displayCategory",
        "valueCodeableConcept": {"coding": coding},
    }


def item_media(file: str) -> Extension:
    """The picture of an item, by its place in the pack."""
    return {"url": f"{_SDC}itemMedia", "valueAttachment": _attachment(file)}


def answer_media(file: str) -> Extension:
    """The picture of an answer, by its place in the pack."""
    return {"url": f"{_SDC}itemAnswerMedia", "valueAttachment": _attachment(file)}


def _attachment(file: str) -> dict[str, str]:
    kind = _KINDS.get(file.rpartition(".")[2], "application/octet-stream")
    return {"contentType": kind, "url": f"media/{file}", "title": file}
