from threading import Thread

import pytest

from ivr.whole_files import write_whole

OLD, NEW = b"old" * 200_000, b"new" * 200_000


def test_a_reader_finds_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "made" / "file"
    write_whole(path, OLD)
    writer = Thread(target=lambda: [write_whole(path, content) for content in (NEW, OLD) * 30])
    writer.start()
    read = {path.read_bytes()}
    while writer.is_alive():
        read.add(path.read_bytes())
    assert read <= {OLD, NEW}
    assert list(path.parent.iterdir()) == [path]


def test_what_can_not_be_put_in_place_leaves_nothing_behind(tmp_path):
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(path, NEW)
    assert list(tmp_path.iterdir()) == [path]
