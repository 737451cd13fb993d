"""Find what is wrong with a folder of grammars before a caller does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from ivr.languages.language import Language
from ivr.speech.grammar.errors import GrammarError
from ivr.speech.grammar.files import SUFFIXES
from ivr.speech.grammar.findings import Finding, of_error
from ivr.speech.grammar.grammar import Grammar
from ivr.speech.grammar.load import check, load
from ivr.speech.grammar.model import Mode
from ivr.speech.grammar.reader import read_file
from ivr.speech.grammar.sounds import Hear, confusions, near_words

_LISTED = 2_000


def syntax(path: Path, language: Language) -> list[Finding]:
    """Return what SRGS itself finds wrong with a file, or with each grammar of a folder."""
    return [of_error(error) for each in grammar_files(path) for error in check(each, language)]


def grammar_files(path: Path) -> list[Path]:
    """Return the grammars of a folder and those in it in order, or the one file that is meant."""
    return sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES) if path.is_dir() else [path]


def lint(
    path: Path,
    language: Language,
    has_word: Callable[[str], bool],
    *,
    model_words: Sequence[str] = (),
    offered: Mapping[str, Sequence[str]] | None = None,
    together: Iterable[Sequence[str]] = (),
    hear: Callable[[Grammar], Hear] | None = None,
) -> list[Finding]:
    """Return all findings of a file, or of a folder's grammars.

    `has_word` asks the loaded model, `model_words` are its words for suggestions. `offered` are the sentences that
    prompts offer, by grammar; `together` the grammars that are active at the same time, whose keys must not clash.
    `hear` makes, for a grammar, what speaks and decodes a sentence; without it nothing is said aloud.
    """
    found: list[Finding] = []
    if not has_word("[unk]"):
        found.append(Finding("garbage", str(path), "The model has no garbage word [unk]", "Reject by confidence."))
    for each in grammar_files(path):
        errors = syntax(each, language)
        found += errors or _file(each, language, has_word, model_words, hear)
    folder = path if path.is_dir() else path.parent
    for name, sentences in (offered or {}).items():
        found += prompt_findings(name, sentences, folder, language)
    for names in together:
        found += key_clashes(names, folder, language)
    return found


def _file(
    path: Path,
    language: Language,
    has_word: Callable[[str], bool],
    model_words: Sequence[str],
    hear: Callable[[Grammar], Hear] | None,
) -> list[Finding]:
    mode: Mode = "dtmf" if ".dtmf." in path.name else "voice"
    file = str(path)
    try:
        grammar = load(str(path.resolve()), folder=path.parent, language=language, mode=mode)
    except GrammarError as error:
        return [of_error(error)]
    found = [*_examples(file, grammar), *_sampled(file, grammar)]
    if grammar.mode == "dtmf":
        return found
    if stranger := _of_another_language(path, language):
        found.append(stranger)
    elif ".free." not in path.name:  # free wordings serve typed words too
        found += _missing_words(file, grammar, has_word, model_words)
    found += _missing_words_for_keys(file, grammar)
    return found + (_sounds(file, grammar, hear(grammar)) if hear else [])


def primary(tag: str) -> str:
    """Return the language of a language tag without its country (`fr` of `fr-CA`, BCP 47)."""
    return tag.partition("-")[0].lower()


def _of_another_language(path: Path, language: Language) -> Finding | None:
    """Say once that the model is of another language, instead of naming each word that it cannot know."""
    declared = primary(read_file(path).language)
    if declared == language.code:
        return None
    problem = f"The grammar declares {declared!r}, the model hears {language.code!r}"
    return Finding("language", str(path), problem, f"Use --language {declared}, or change the declaration.")


def _sounds(file: str, grammar: Grammar, hear: Hear) -> list[Finding]:
    return [
        Finding(
            "sounds", file, f"{each.said!r} ({each.meant}) was heard as {each.heard}, {each.often}", "Use other words."
        )
        for each in confusions(grammar, hear)
    ]


def _examples(file: str, grammar: Grammar) -> list[Finding]:
    examples = [example for member in grammar.members for example in member.root.examples]
    return [
        Finding("example", file, f"The example {example!r} is not taken", "Mend the rule or the example.")
        for example in examples
        if example and not grammar.meanings(example)
    ]


def _sampled(file: str, grammar: Grammar) -> list[Finding]:
    """Say sentences of the grammar to itself: one without a meaning has a tag that fails."""
    said = grammar.sentences(50, seed=1)
    silent = [sentence for sentence in said if not grammar.meanings(sentence)]
    return [Finding("script", file, f"{silent[0]!r} has no meaning", "Look at the tags on its way.")] if silent else []


def _missing_words(
    file: str, grammar: Grammar, has_word: Callable[[str], bool], model_words: Sequence[str]
) -> list[Finding]:
    found = []
    for word in sorted(grammar.words()):
        if not has_word(word):
            near = near_words(word, model_words)
            advice = f"The model has {', '.join(near)}" if near else "Use another word"
            found.append(Finding("word", file, f"The model does not know {word!r}, so nobody can say it", f"{advice}."))
    return found


def _missing_words_for_keys(file: str, grammar: Grammar) -> list[Finding]:
    """Compare what keys and words mean, where both are few enough to list all of them."""
    keys = grammar.dtmf()
    if keys is None:
        return []
    spoken, pressed = grammar.sentences(_LISTED), keys.sentences(_LISTED)
    if max(len(spoken), len(pressed)) == _LISTED:
        return []
    said = {repr(meaning.value) for each in spoken for meaning in grammar.meanings(each)}
    meant = [(key, meaning.value) for key in pressed for meaning in keys.meanings(key)]
    return [
        Finding("keys", file, f"Key {key} means {value!r}, which cannot be said", "Add words for it.")
        for key, value in meant
        if repr(value) not in said
    ]


def prompt_findings(name: str, sentences: Sequence[str], folder: Path, language: Language) -> list[Finding]:
    """Return the sentences that a prompt offers and its grammar does not take."""
    try:
        grammar = load(name, folder=folder, language=language)
    except GrammarError as error:
        return [of_error(error)]
    return [
        Finding("prompt", name, f"A prompt offers {sentence!r}, which is not taken", "Add it, or change the prompt.")
        for sentence in sentences
        if not grammar.meanings(sentence)
    ]


def key_clashes(names: Sequence[str], folder: Path, language: Language) -> list[Finding]:
    """Return the keys that mean something in two grammars active together."""
    try:
        twins = {name: keys for name in names if (keys := load(name, folder=folder, language=language).dtmf())}
    except GrammarError as error:
        return [of_error(error)]
    found = []
    for one, other in combinations(twins, 2):
        both = [each for each in twins[one].sentences(200) if twins[other].meanings(each)]
        found += [Finding("keys", one, f"Key {each} means something in {other} too") for each in both[:5]]
    return found
