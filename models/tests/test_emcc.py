"""The web runtime's objects: what its messages say of the machine that compiled it."""

import shutil
import subprocess

import pytest

from models.compile.emcc import OBJECTS, object_command

SOURCE = """
#include <inner.h>
template <class F> const char* name(F) { return __PRETTY_FUNCTION__; }
extern "C" const char* here() { return __FILE__; }
extern "C" const char* there() { return inner(); }
extern "C" const char* lambda() { return name([] { return 1; }); }
"""


def test_an_object_is_compiled_by_names_within_its_tree(tmp_path):
    for stem in OBJECTS:
        command = object_command("emcc", stem, "O3", tmp_path)
        assert command[-1] == f"web/emcc/{stem}.cc"
        assert [part for part in command if str(tmp_path) in part] == [f"-ffile-prefix-map={tmp_path}=."]
        assert not any(part.startswith(("-I/", "/")) for part in command)


@pytest.mark.skipif(shutil.which("emcc") is None, reason="no emcc (Debian and Ubuntu: apt-get install emscripten)")
def test_an_objects_texts_name_no_folder_of_the_machine(tmp_path):
    stem = OBJECTS[0]
    for name, text in {f"web/emcc/{stem}.cc": SOURCE, "include/inner.h": "inline const char* inner() { return __FILE__; }\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(object_command("emcc", stem, "O3", tmp_path), cwd=tmp_path, check=True)
    made = (tmp_path / f"{stem}.o").read_bytes()
    for kept in (f"web/emcc/{stem}.cc", f"lambda at web/emcc/{stem}.cc", "include/inner.h"):
        assert kept.encode() in made
    assert str(tmp_path).encode() not in made
