"""Open data: every file of the site holds to the schema, which is made from the questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.data.headers import POLICY
from generator.data.schema import schema_json
from generator.model import urls
from tests.real import real_library, small_library

FILES = {
    "index": "index",
    "programs": "program_list",
    "questions": "question_list",
    "institutions": "institution_list",
}


def read(site: Path, name: str) -> Any:
    return json.loads((site / urls.API / f"{name}.json").read_text(encoding="utf-8"))


def all_of(validator: Any, branches: list[Any], found: Any, schema: Any) -> Iterator[Any]:
    """As jsonschema does it, without a try of each branch that is about another question than this one."""
    asked = [branch for branch in branches if not is_about_another(branch, found)]
    yield from jsonschema.Draft202012Validator.VALIDATORS["allOf"](validator, asked, found, schema)


def is_about_another(branch: Any, found: Any) -> bool:
    """Whether a branch holds where something has one value, and in `found` that is another text."""
    if set(branch) != {"if", "then"} or set(branch["if"]) != {"properties"} or not isinstance(found, dict):
        return False
    properties: dict[str, dict[str, Any]] = branch["if"]["properties"]
    return any(
        set(must) == {"const"} and isinstance(found.get(name), str) and found[name] != must["const"]
        for name, must in properties.items()
    )


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"allOf": all_of})


def validator(site: Path, part: str) -> Any:
    schema = read(site, "schema")
    jsonschema.Draft202012Validator.check_schema(schema)
    return Validator({"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]})


@pytest.mark.parametrize(("name", "part"), FILES.items())
def test_each_file_holds_to_its_schema(small_site: Path, name: str, part: str):
    validator(small_site, part).validate(read(small_site, name))


def programs_that_break_the_schema(site: Path) -> list[str]:
    program = validator(site, "program")
    paths = sorted((site / urls.API / "programs").glob("*.json"))
    return [
        f"{path.name}: {error.message}"
        for path in paths
        for error in program.iter_errors(json.loads(path.read_text("utf-8")))
    ]


def test_each_program_holds_to_the_schema(small_site: Path):
    slugs = {path.stem for path in (small_site / urls.API / "programs").glob("*.json")}
    assert slugs == {program.slug for program in small_library().programs}
    assert programs_that_break_the_schema(small_site) == []


@pytest.mark.site
@pytest.mark.content
def test_each_program_of_the_content_holds_to_the_schema(real_site: Path):
    slugs = {path.stem for path in (real_site / urls.API / "programs").glob("*.json")}
    assert slugs >= {program.slug for program in real_library().programs}
    assert programs_that_break_the_schema(real_site) == []


def test_the_schema_refuses_what_no_question_offers(small_site: Path):
    program = validator(small_site, "program")
    programs = (
        json.loads(path.read_text("utf-8")) for path in sorted((small_site / urls.API / "programs").glob("*.json"))
    )
    found = next(p for p in programs if any(claim["options"] for item in p["answers"] for claim in item["claims"]))
    claim = next(claim for item in found["answers"] for claim in item["claims"] if claim["options"])
    claim["options"] = ["no-such-option"]
    assert not program.is_valid(found)


def test_each_field_is_told_and_no_other_may_stand_beside_them(small_site: Path):
    codes = {each.key for each in small_library().context.editorial.identifiers}
    records = read(small_site, "schema")["$defs"]
    assert len(records) > 15
    for name, record in records.items():
        assert record["description"] and record["additionalProperties"] is False, name
        silent = {field for field, held in record["properties"].items() if "description" not in held}
        assert silent <= codes, name
        assert set(record["properties"]) - set(record["required"]) == (
            {"low", "high", "of"} if name == "claim" else set()
        )


def test_a_field_more_or_less_breaks_the_schema(small_site: Path):
    program = validator(small_site, "program")
    found = json.loads(next((small_site / urls.API / "programs").glob("*.json")).read_text("utf-8"))
    assert program.is_valid(found)
    assert not program.is_valid(found | {"stars": 5})
    assert not program.is_valid({name: value for name, value in found.items() if name != "place"})
    claim = found["answers"][0]["claims"][0]
    claim["source"]["rank"] = 1
    assert not program.is_valid(found)


def test_no_field_has_two_types(small_site: Path):
    """No `anyOf`, `oneOf`, null or list of types anywhere in the schema."""
    text = (small_site / urls.API / "schema.json").read_text("utf-8")
    assert not re.search(r'"(?:anyOf|oneOf)"|"type":\[|"null"', text)


def test_the_schema_knows_every_question():
    parts = json.loads(schema_json(small_library().context))["$defs"]
    assert parts["answered"]["properties"]["question"]["enum"] == list(small_library().editorial.questions)


def test_every_claim_has_its_source_and_its_age(small_site: Path):
    for item in read(small_site, "institutions")["institutions"]:
        for answer in item["answers"]:
            assert all(claim["source"]["url"] and claim["age"]["words"] for claim in answer["claims"])


def test_the_index_names_files_that_exist(small_site: Path):
    index = read(small_site, "index")
    base = small_library().editorial.site.base_url
    schema = read(small_site, "schema")
    slug = small_library().programs[0].slug
    for file in index["files"]:
        assert (small_site / file["url"].removeprefix(base).replace("{slug}", slug)).is_file()
        assert not file["schema"] or file["schema"].rpartition("/")[2] in schema["$defs"]
    for name in ("schema", "csv", "feed"):
        assert (small_site / index[name].removeprefix(base)).is_file()
    assert "CC BY 4.0" in index["cite"] and index["license"]["url"].startswith("https://creativecommons.org/")


def test_the_headers_open_the_data_and_repeat_the_policy_of_the_pages(small_site: Path):
    rules = (small_site / "_headers").read_text("utf-8")
    assert re.search(r"^/api/\*\n  Access-Control-Allow-Origin: \*$", rules, re.MULTILINE)
    assert re.search(r"^/assets/\*\n  Cache-Control: public, max-age=31536000, immutable$", rules, re.MULTILINE)
    page = (small_site / "index.html").read_text("utf-8")
    assert f'content="{POLICY}"' in page and f"Content-Security-Policy: {POLICY};" in rules
