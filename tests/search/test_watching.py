"""Watching says that nothing was written only when that is sure."""

import os
import time

from search import watching

LONG_AGO = time.time() - 3_600


def settled(path):
    os.utime(path, (LONG_AGO, LONG_AGO))


def test_nothing_written_looks_the_same(tmp_path):
    file = tmp_path / "file"
    file.write_text("a")
    settled(file)
    assert watching.marks((file,)) == watching.marks((file,)) is not None


def test_what_was_written_just_now_is_not_vouched_for(tmp_path):
    (tmp_path / "file").write_text("a")
    assert watching.marks((tmp_path / "file",)) is None


def test_a_file_put_in_place_of_another_is_another_though_it_is_as_old_and_as_long(tmp_path):
    file, other = tmp_path / "file", tmp_path / "other"
    for path in (file, other):
        path.write_text("a")
        settled(path)
    before = watching.marks((file,))
    other.replace(file)
    assert watching.marks((file,)) != before


def test_a_new_name_in_a_folder_shows(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    settled(folder)
    before = watching.marks((folder,))
    (folder / "new").touch()
    assert before is not None
    assert watching.marks((folder,)) != before


def test_what_is_not_there_is_not_vouched_for(tmp_path):
    assert watching.marks((tmp_path / "nothing",)) is None
