"""Sum results up, by grammar and in all."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from ivr.speech.evaluation.outcome import OUTCOMES, Outcome, Result


@dataclass(frozen=True)
class Summary:
    """What became of the clips of one grammar."""

    grammar: str
    clips: int
    counts: dict[Outcome, int]
    word_error_rate: float | None
    decode_seconds_per_audio_second: float
    latency: float


def summaries(results: list[Result]) -> list[Summary]:
    """Return one summary for each grammar, in alphabetical order, and one for all."""
    names = sorted({result.grammar for result in results})
    each = [_summary(name, [result for result in results if result.grammar == name]) for name in names]
    return each if len(each) == 1 else [*each, _summary("all", results)]


def _summary(name: str, results: list[Result]) -> Summary:
    counts = Counter(result.outcome for result in results)
    latencies = [result.latency for result in results if result.outcome != "error"]
    audio = sum(result.audio_seconds for result in results)
    return Summary(
        grammar=name,
        clips=len(results),
        counts={outcome: counts[outcome] for outcome in OUTCOMES},
        word_error_rate=_word_error_rate(results),
        decode_seconds_per_audio_second=sum(result.decode_seconds for result in results) / audio if audio else 0.0,
        latency=median(latencies) if latencies else 0.0,
    )


def _word_error_rate(results: list[Result]) -> float | None:
    words = sum(result.words for result in results)
    errors = sum(result.word_errors or 0 for result in results)
    return errors / words if words else None


def table(rows: list[Summary]) -> str:
    """Return the summaries as lines for people: percentages of each grammar's clips."""
    width = max(len("grammar"), *(len(row.grammar) for row in rows))
    head = f"{'grammar':{width}} clips " + " ".join(f"{name:>14}" for name in OUTCOMES) + "    WER  s/s  latency"
    return "\n".join([head, *(_line(row, width) for row in rows)])


def _line(row: Summary, width: int) -> str:
    shares = " ".join(f"{100 * row.counts[name] / max(row.clips, 1):13.1f}%" for name in OUTCOMES)
    rate = "     -" if row.word_error_rate is None else f"{100 * row.word_error_rate:5.1f}%"
    cost = f"{row.decode_seconds_per_audio_second:4.2f} {1000 * row.latency:5.0f} ms"
    return f"{row.grammar:{width}} {row.clips:5} {shares} {rate} {cost}"
