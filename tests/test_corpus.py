"""The benchmark's made-up programs are as sound as real ones."""

from __future__ import annotations

import pytest

from generator.check import Listed, check_all_programs, check_editorial, check_program, unique_marks
from generator.model.problem import Problem
from generator.read.documents import read_document
from generator.read.folders import list_content
from tests.bench.corpus import TODAY, Corpus
from tests.bench.drafts import DraftProfile

PROGRAMS = 30


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(PROGRAMS)


@pytest.fixture(scope="module")
def root(corpus, tmp_path_factory):
    root = tmp_path_factory.mktemp("corpus")
    corpus.write(root)
    return root


def _problems(root):
    """Every problem of a root folder, and how many programs it holds."""
    files = list_content(root)
    checked, problems = check_editorial(root, files, TODAY)
    assert checked is not None, [problem.as_text() for problem in problems]
    programs = []
    for path in files.programs:
        document = read_document(root, path)
        assert not isinstance(document, Problem), document.as_text()
        program, found = check_program(document, checked.lists)
        problems += found
        marks = unique_marks(program, checked.editorial)
        programs.append(Listed(slug=program.slug, path=program.path, aliases=program.aliases, unique=marks))
    problems += check_all_programs(root, checked.editorial, programs)
    return [problem.as_text() for problem in problems], len(programs)


def test_a_corpus_passes_check(root):
    assert _problems(root) == ([], PROGRAMS)


def test_an_edited_profile_passes_check_and_differs(corpus, tmp_path):
    corpus.write(tmp_path)
    first = next(corpus.profiles())
    edited = corpus.first_profile("1")
    assert (edited.slug, edited.fields) == (first.slug, first.fields)
    assert edited.claims != first.claims
    corpus.write_profile(tmp_path, edited)
    assert _problems(tmp_path) == ([], PROGRAMS)


def test_the_same_seed_gives_the_same_programs(corpus):
    assert list(Corpus(PROGRAMS).profiles()) == list(corpus.profiles())
    assert list(Corpus(PROGRAMS, seed=1).profiles()) != list(corpus.profiles())


def test_profiles_have_the_size_of_real_ones(root, corpus):
    for path in (root / "content" / "programs").rglob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert front.count("\n") in corpus.front_lines
        assert 200 <= len(body.split()) <= 450


def test_no_program_could_be_taken_for_a_real_one(corpus):
    profiles: list[DraftProfile] = list(corpus.profiles())
    assert len({profile.slug for profile in profiles}) == PROGRAMS
    for profile in profiles:
        fields = dict(profile.fields)
        assert profile.slug.startswith("bench-hospital-")
        assert ".example/" in fields["website"]
        assert all(".example/" in dict(source.fields)["url"] for source in profile.sources)


def test_nothing_in_a_corpus_is_a_symbolic_link(root):
    assert not [path for path in root.rglob("*") if path.is_symlink()]
