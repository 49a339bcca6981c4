"""How the pipeline is laid out: imports stand at the top of a file, and every command tells its options without torch."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

MODELS = Path(__file__).parents[1]
ROOT = MODELS.parent
STEPS = sorted(path.parent.name for path in MODELS.glob("*/__main__.py"))
COMMANDS = [f"models.{step}" for step in STEPS] + ["models.convert.dequantize", "models.convert.gguf", "models.convert.golden", "models.convert.second_model",
                                                      "models.convert.serve", "models.data.golden_prompts", "models.evaluate.reading", "models.first_stage.golden", "models.first_stage.measure", "models.first_stage.teach",
                                                      "models.verify.reading_golden"]
HEAVY = ("torch", "transformers", "tokenizers", "safetensors", "onnx", "onnxruntime", "tvm", "gguf", "xllamacpp", "Stemmer", "jinja2")

# Files with one import inside a function, and what it brings in; each for the same reason: a command parses its line before it loads what it works
# with, so that --help and bad options need no torch (compile: nor tvm; convert: nor jinja2, gguf, xllamacpp; first_stage.golden and data: nor onnxruntime).
LATE = {
    "base/__main__.py": "models.base.base_folder",
    "compile/__main__.py": "models.compile.build_library",
    "convert/__main__.py": "models.convert.convert_model",
    "convert/gguf.py": "models.convert.gguf_file",
    "convert/golden.py": "models.verify.golden",
    "convert/second_model.py": "models.convert.gguf_folder",
    "convert/serve.py": "models.convert.llama_server",
    "data/__main__.py": "models.data.make_data",
    "evaluate/__main__.py": "models.evaluate.evaluate",
    "evaluate/reading.py": "models.evaluate.held_out",
    "first_stage/__main__.py": "models.first_stage.export",
    "first_stage/golden.py": "models.first_stage.golden_lists",
    "first_stage/measure.py": "models.first_stage.measured",
    "first_stage/teach.py": "models.first_stage.teaching",
    "make/__main__.py": "models.make.steps",
    "quantize/__main__.py": "models.quantize.write_model",
    "table/__main__.py": "models.table.measure",
    "tiny/__main__.py": "models.tiny.tiny_model",
    "train/__main__.py": "models.train.fine_tune",
    "quantize/compensate.py": "models.quantize.rounding",
    "quantize/loosen.py": "models.quantize.loosening",
    "verify/__main__.py": "models.verify.golden",
    "verify/reading_golden.py": "models.verify.reading_scores",
}


def late_imports(tree: ast.Module) -> list[str]:
    """Modules that are imported inside a function or a class, once for each statement."""
    inside = (node for part in ast.walk(tree) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(part))
    found = {id(node): node for node in inside if isinstance(node, ast.Import | ast.ImportFrom)}
    return [node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in found.values()]


def test_imports_stand_at_the_top_but_for_one_in_each_command():
    found = {}
    for path in sorted(MODELS.rglob("*.py")):
        modules = late_imports(ast.parse(path.read_text(encoding="utf-8")))
        if modules:
            found[path.relative_to(MODELS).as_posix()] = modules
    assert found == {path: [module] for path, module in LATE.items()}


def test_a_late_import_says_why():
    for path in LATE:
        line = next(line for line in (MODELS / path).read_text(encoding="utf-8").splitlines() if re.match(r"\s+from models", line))
        assert "  # only now: " in line, path


def test_an_import_inside_a_function_is_found():
    assert late_imports(ast.parse("import os\ndef f():\n    import re\n    def g():\n        from json import loads\n")) == ["re", "json"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_needs_none_of_the_heavy_packages(command):
    program = (
        f"import runpy, sys\nfor name in {HEAVY!r}: sys.modules[name] = None\n"
        f"sys.argv = [{command!r}, '--help']\nrunpy.run_module({command!r}, run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and f"usage: python -m {command}" in done.stdout, done.stderr
