import pytest

from ivr.knowledge.reading import read_articles
from ivr.knowledge.spoken import LONGEST, cut_answer


@pytest.fixture
def folder(tmp_path):
    def write(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return {each.id: each for each in read_articles(tmp_path, "en")}

    return write


def test_markdown_with_a_heading(folder):
    text = (
        "# Take a *screenshot*\n\nPress **both** keys. See [more](http://x.example).\n\n```\ncode\n```\n- one\n- two\n"
    )
    found = folder({"how-to/shot.md": text, "notes.txt": "no article"})
    article = found["how-to/shot"]
    assert (article.title, article.language) == ("Take a *screenshot*".replace("*", ""), "en")
    assert article.text.startswith("Press both keys. See more.")
    assert article.answer == "Press both keys. See more."


def test_front_matter_tells_title_language_answer_and_days(folder):
    text = "---\ntitle: Recall\nlanguage: fr\nanswer: Rapportez-le.\nvalid_until: 2026-05-01\nid: r1\n---\nLe texte.\n"
    article = folder({"x.md": text})["r1"]
    assert (article.title, article.language, article.answer, article.answer_cut) == (
        "Recall",
        "fr",
        "Rapportez-le.",
        False,
    )
    assert article.valid_until.isoformat() == "2026-05-01"


def test_the_language_by_folder_or_name(folder):
    found = folder({"fr/reveil.md": "# Réveil\nTexte.", "alarm.zh.md": "# 闹钟\n文字。", "plain.md": "Just text."})
    assert {each.id: each.language for each in found.values()} == {"reveil": "fr", "alarm": "zh", "plain": "en"}
    assert found["plain"].title == "plain"


def test_html(folder):
    page = (
        "<html lang='fr-CA'><head><title>Site</title><style>p {}</style></head><body><nav>Menu</nav>"
        "<h1>Le <b>réveil</b></h1><p>Ouvrez&nbsp;l&#39;horloge.</p><script>x()</script><p>Puis touchez +.<br>Fin.</p>"
    )
    article = folder({"a.html": page})["a"]
    assert (article.title, article.language) == ("Le réveil", "fr")
    assert article.text == "Ouvrez l'horloge.\n\nPuis touchez +.\n\nFin."


def test_a_document_without_text_is_named(folder, tmp_path):
    (tmp_path / "a.md").write_text("# Only a title\n")
    (tmp_path / "b.md").write_bytes(b"\xff\xff")
    assert [str(each) for each in read_articles(tmp_path, "en")] == [
        "a.md: text: give 1 to 1000000 characters",
        "b.md: it can't be read as UTF-8",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("One. Two. Three.", "One. Two."),
        ("Is it on? Then press.\n\nMore.", "Is it on? Then press."),
        ("长按电源键。松开。再试。", "长按电源键。松开。"),
        ("1. Open Settings\n2. Tap Display\n3. Done", "Open Settings. Tap Display."),
        ("Version 2.1 is new. Get it.", "Version 2.1 is new. Get it."),
        ("no end", "no end."),
    ],
)
def test_the_first_two_sentences_are_the_answer(text, answer):
    assert cut_answer(text) == answer


def test_a_long_sentence_is_cut_where_a_word_ends():
    answer = cut_answer("word " * 200)
    assert len(answer) <= LONGEST + 1
    assert answer.endswith("word.")
