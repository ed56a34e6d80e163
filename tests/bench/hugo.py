"""The same corpus as a Hugo site: our words, Hugo's templates, and the time that `hugo` takes for it.

What costs Hugo extra is left out, so that the comparison is not in our favor: no JSON, no CSV, no feeds,
no guides and checklist pages, no choice of a leading claim (claims stand in the order of the file).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from generator.model.editorial import Editorial
from generator.model.questions import Question
from tests.bench.corpus import TODAY, Corpus
from tests.bench.drafts import DraftClaim, DraftHouse, DraftProfile, DraftSource, group_claims
from tests.bench.measure import Command, Measure, measure

_LAYOUTS = Path(__file__).with_name("hugo_layouts")


def find_hugo() -> str | None:
    """The hugo binary that $HUGO names, else the one on the path, if there is one."""
    return shutil.which(os.environ.get("HUGO") or "hugo")


def write_site(corpus: Corpus, folder: Path) -> None:
    """Make `folder` a Hugo site that shows what our build shows of the corpus."""
    editorial = corpus.editorial
    shutil.copytree(_LAYOUTS, folder / "layouts")
    (folder / "static").mkdir()
    styles = sorted((corpus.project / "templates").rglob("*.css"))
    (folder / "static" / "site.css").write_text("\n".join(path.read_text() for path in styles))
    (folder / "hugo.toml").write_text(_settings(editorial))
    houses = {house.slug: house for house in corpus.houses()}
    _write_lists(folder / "data", editorial, houses)
    _write_terms(folder / "content", editorial, houses)
    programs = folder / "content" / "programs"
    programs.mkdir(parents=True)
    (programs / "_index.md").write_text("---\ntitle: Programs\n---\n")
    for profile in corpus.profiles():
        text = f"---\n{_front_matter(profile, houses, editorial)}---\n{profile.body}\n"
        (programs / f"{profile.slug}.md").write_text(text, encoding="utf-8")


def _settings(editorial: Editorial) -> str:
    groups = dict.fromkeys(("states", "specialties", "institutions", *(p.group for p in editorial.site.facet_pages)))
    kinds = ("home", "section", "taxonomy", "term")
    repository = editorial.site.repository
    return "\n".join(
        [
            f"baseURL = {json.dumps(editorial.site.base_url)}",
            f"title = {json.dumps(editorial.site.title)}",
            "[taxonomies]",
            *(f'{name} = "{name}"' for name in groups),
            "[outputs]",
            *(f'{kind} = ["html"]' for kind in kinds),
            "[params]",
            f'today = "{TODAY}"\nyear = {TODAY.year}',
            f'issue = "{repository}/issues/new"',
            f'edit = "{repository}/edit/main"\nhistory = "{repository}/commits/main"',
        ]
    )


def _write_lists(folder: Path, editorial: Editorial, houses: Mapping[str, DraftHouse]) -> None:
    """The questions, the institutions and the names of places and specialties, as Hugo's data files."""
    folder.mkdir()
    columns = sorted((q for q in editorial.questions.values() if q.column), key=lambda q: q.column or 0)
    audiences = {audience.id: audience.label for audience in editorial.audiences}
    lists = {
        "sections": [
            {
                "id": section.id,
                "label": section.label,
                "lead": section.lead,
                "questions": [_question(question, audiences) for question in section.questions],
            }
            for section in editorial.sections
        ],
        "columns": [_question(question, audiences) for question in columns],
        "kinds": {kind.id: kind.label for kind in editorial.source_kinds.values()},
        "states": {state.code: state.label for state in editorial.states.values()},
        "specialties": {specialty.id: specialty.label for specialty in editorial.specialties.values()},
        "houses": {slug: _house(house) for slug, house in houses.items()},
    }
    for name, content in lists.items():
        (folder / f"{name}.json").write_text(json.dumps(content))


def _question(question: Question, audiences: Mapping[str, str]) -> dict[str, object]:
    audience, words = question.ask[0] if question.ask else ("", question.text)
    return {
        "id": question.id,
        "section": question.section,
        "label": question.label,
        "label_in_url": quote(question.label),
        "text": question.text,
        "old_after": question.old_after,
        "personal": question.personal,
        "options": {o.id: {"label": o.label, "tone": o.tone, "means": o.means} for o in question.options},
        "words": words,
        "audience": audiences.get(audience, ""),
    }


def _house(house: DraftHouse) -> dict[str, object]:
    return {
        **dict(house.fields),
        "sources": {source.key: dict(source.fields) for source in house.sources},
        "claims": {
            section: {question: [_claim(claim) for claim in claims] for question, claims in questions.items()}
            for section, questions in group_claims(house.claims).items()
        },
    }


def _claim(claim: DraftClaim) -> dict[str, object]:
    answer = claim.answer
    if isinstance(answer, str):
        said: dict[str, object] = {"answer": answer}
    elif isinstance(answer[0], tuple):
        said = {"series": {str(year): number for year, number in answer}}
    else:
        said = {"list": list(answer)}
    return {**said, "source": claim.source.key, **dict(claim.rest)}


def _write_terms(folder: Path, editorial: Editorial, houses: Mapping[str, DraftHouse]) -> None:
    """A title for each page of a state, specialty, institution or facet."""
    titles = {f"states/{state.code.lower()}": f"Programs in {state.label}" for state in editorial.states.values()}
    titles |= {f"specialties/{s.id}": s.label for s in editorial.specialties.values()}
    titles |= {f"institutions/{slug}": dict(house.fields)["name"] for slug, house in houses.items()}
    titles |= {f"{page.group}/{page.slug}": page.label for page in editorial.site.facet_pages}
    for path, title in titles.items():
        place = folder / path
        place.mkdir(parents=True)
        (place / "_index.md").write_text(f"---\ntitle: {json.dumps(title)}\n---\n")


def _front_matter(profile: DraftProfile, houses: Mapping[str, DraftHouse], editorial: Editorial) -> str:
    """The profile's fields in as many lines as ours, every text in quotes, since YAML reads `no` as False."""
    fields = dict(profile.fields)
    house = houses[fields["institution"]]
    specialty = editorial.specialties[fields["specialty"]].label
    title = f"{dict(house.fields)['name']}: {specialty}"
    lines = [f"title: {json.dumps(title)}", f"slug: {profile.slug}"]
    lines += [f"{key}: {_quoted(value)}" for key, value in profile.fields]
    terms = {
        "states": [profile.state.lower()],
        "specialties": [fields["specialty"]],
        "institutions": [house.slug],
    }
    for page in editorial.site.facet_pages:
        if _first_answer(profile.claims + house.claims, page.question) in page.options:
            terms.setdefault(page.group, []).append(page.slug)
    lines += [f"{name}: {json.dumps(slugs)}" for name, slugs in terms.items()]
    lines.append("sources:")
    for source in profile.sources:
        lines += _source(source)
    for section, questions in group_claims(profile.claims).items():
        lines.append(f"{section}:")
        for question, claims in questions.items():
            found = ", ".join(json.dumps(_claim(claim), ensure_ascii=False) for claim in claims)
            lines.append(f"  {question}: [{found}]")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return json.dumps(value.strip("[]").split(", ")) if value.startswith("[") else json.dumps(value)


def _source(source: DraftSource) -> list[str]:
    return [f"  {source.key}:", *(f"    {key}: {json.dumps(value)}" for key, value in source.fields)]


def _first_answer(claims: tuple[DraftClaim, ...], question: str) -> object:
    return next((claim.answer for claim in claims if claim.question == question), None)


def measure_hugo(hugo: str, folder: Path, runs: int) -> Measure:
    """Build the Hugo site in `folder` several times, from nothing each time."""

    def clear(number: int) -> None:
        for name in ("public", "resources", "cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    places = ("--source", str(folder), "--destination", "public", "--cacheDir", str(folder / "cache"))
    return measure(Command(words=[hugo, "--quiet", *places], cwd=folder), runs, clear)


def count_pages(folder: Path) -> int:
    """How many HTML pages Hugo wrote."""
    return sum(1 for _ in (folder / "public").rglob("index.html"))


def main(arguments: list[str]) -> None:
    """`python -m tests.bench.hugo FOLDER N`: write the Hugo site of N programs and build it once."""
    hugo = find_hugo()
    if hugo is None:
        raise SystemExit("There is no hugo on the path.")
    folder = Path(arguments[0])
    write_site(Corpus(int(arguments[1])), folder)
    took = measure_hugo(hugo, folder, 1)
    memory = f"peak {took.peak_mb:.0f} MB {took.memory}"
    print(f"{count_pages(folder)} pages, {took.wall:.1f} s, CPU {took.cpu:.1f} s, {memory}")


if __name__ == "__main__":
    main(sys.argv[1:])
