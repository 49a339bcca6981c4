"""Conversion with libraries, where emcc, tvm and the web runtime are: a minute. That they compute what torch computes, bench/guard.mjs shows."""

import json
import re
import shutil

import pytest

pytest.importorskip("tvm")

from models.compile.architecture import parameter_list, read_architecture
from models.compile.emcc import OBJECTS
from models.convert import __main__ as step
from models.convert import convert_model as steps
from models.convert.libraries import RUNTIME
from models.tests.random_model import write_random_model

pytestmark = [
    pytest.mark.skipif(shutil.which("emcc") is None, reason="no emcc (Debian and Ubuntu: apt-get install emscripten)"),
    pytest.mark.skipif(not all((RUNTIME / f"{stem}.o").is_file() for stem in OBJECTS), reason=f"no runtime: python -m models.compile runtime {RUNTIME}"),
]


def test_libraries_take_the_parameters_that_were_written_and_are_not_compiled_again(tmp_path, monkeypatch):
    source = write_random_model(tmp_path / "hf", "qwen3-0.6b")
    words = ["convert", str(source), str(tmp_path / "out"), "--libraries", "gpu,software", "--optimize", "O1"]
    monkeypatch.setattr("sys.argv", words)
    with monkeypatch.context() as patch:
        patch.setattr(steps, "write_manifest", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            step.main()
    monkeypatch.setattr(steps, "compile_library", lambda *_, **__: pytest.fail("compiled again"))
    step.main()
    files = {file["name"] for file in json.loads((tmp_path / "out" / "manifest.json").read_text())["files"]}
    assert {"gpu.wasm", "software.wasm", "params_shard_0.bin"} <= files
    wanted = [{"name": p.name, "shape": list(p.shape), "dtype": p.dtype} for p in parameter_list(read_architecture(source / "config.json"), "q4f32_1")]
    for name in ("gpu.wasm", "software.wasm"):
        found = re.search(rb'"params": (\[.*?\])}', (tmp_path / "out" / name).read_bytes())
        assert json.loads(found[1]) == wanted
